import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CffFont } from '../../../../src/pdf/fonts/cff-font.ts';
import { readCff } from '../../../../src/pdf/fonts/cff-font.ts';
import { cffWithNewGlyphs } from '../../../../src/pdf/fonts/cff-order.ts';
import { withNewSubrs } from '../../../../src/pdf/fonts/cff-subrs.ts';
import { writeCff } from '../../../../src/pdf/fonts/cff-write.ts';

const BIAS = 107;
/** A number of a charstring. */
const num = (value: number): number[] => {
  if (value >= -107 && value <= 107) return [value + 139];
  return [28, (value >> 8) & 255, value & 255];
};
const callLocal = (index: number): number[] => [...num(index - BIAS), 10];
const callGlobal = (index: number): number[] => [...num(index - BIAS), 29];
const [RLINETO, RMOVETO, RETURN, ENDCHAR] = [5, 21, 11, 14];
/** A subroutine that draws a line which only it draws. */
const line = (size: number): number[] => [...num(size), ...num(size + 1), RLINETO, RETURN];
const glyph = (...code: number[]): Uint8Array =>
  Uint8Array.from([...num(1), ...num(2), RMOVETO, ...code, ENDCHAR]);

function fontOf(
  charstrings: readonly Uint8Array[],
  subrs: readonly number[][],
  globals: readonly number[][],
): CffFont {
  return {
    version: Uint8Array.of(1, 0),
    names: [Buffer.from('ABCDEF+Font')],
    top: [],
    strings: [],
    globals: globals.map((each) => Uint8Array.from(each)),
    charstrings: [Uint8Array.of(ENDCHAR), ...charstrings],
    charset: [0, ...charstrings.map((_, i) => i + 1)],
    keyedByCid: false,
    encoding: 'standard',
    privates: [{ font: [], entries: [], subrs: subrs.map((each) => Uint8Array.from(each)) }],
    select: [0, ...charstrings.map(() => 0)],
  };
}

function bytesOf(font: CffFont): Uint8Array {
  const glyphs = font.charstrings.map((_, i) => i);
  const uses = { local: [new Set(font.privates[0]!.subrs.keys())], global: new Set(font.globals.keys()) };
  return writeCff(font, { glyphs, kept: new Set(glyphs), uses, rename: undefined, encoding: undefined });
}

describe('subroutines of a Compact Font Format program', () => {
  it('are numbered by the glyphs that stay, and others go', () => {
    const nested = [...callGlobal(1), RETURN];
    const subrs = [line(10), line(20), nested, line(30)];
    const font = fontOf(
      [glyph(...callLocal(3), ...callLocal(2)), glyph(...callLocal(1)), glyph(...callLocal(0))],
      subrs,
      [line(40), line(50)],
    );
    const code = withNewSubrs(font, [0, 3, 1])!;
    assert.deepEqual(
      code.locals.map((each) => each.map((subr) => [...subr])),
      [[line(10), line(30), [...callGlobal(0), RETURN]]],
    );
    assert.deepEqual(
      code.globals.map((subr) => [...subr]),
      [line(50)],
    );
    assert.deepEqual([...code.charstring(3)], [...glyph(...callLocal(0))]);
    assert.deepEqual([...code.charstring(1)], [...glyph(...callLocal(1), ...callLocal(2))]);
  });

  it('get numbers of any length', () => {
    const count = 1500;
    const subrs = Array.from({ length: count }, (_, i) => line(i % 90));
    const bias = 1131;
    const call = (index: number): number[] => [...num(index - bias), 10];
    const all = fontOf([glyph(...subrs.flatMap((_, i) => call(count - 1 - i)))], subrs, []);
    const code = withNewSubrs(all, [0, 1])!;
    assert.deepEqual([...code.locals[0]![0]!], line((count - 1) % 90));
    const again = withNewSubrs(
      {
        ...all,
        charstrings: [all.charstrings[0]!, code.charstring(1)],
        privates: [{ ...all.privates[0]!, subrs: code.locals[0]! }],
      },
      [0, 1],
    )!;
    assert.deepEqual(again.locals, code.locals);
    assert.deepEqual(again.charstring(1), code.charstring(1));
  });

  it('stay where a call is not by the number before it', () => {
    const pushes = [...num(1 - BIAS), RETURN];
    const font = fontOf([glyph(...callLocal(0), 10)], [pushes, line(10)], []);
    assert.equal(withNewSubrs(font, [0, 1]), undefined);
  });

  it('tell nothing of the order in which a program was put together, nor do names that it has by place', () => {
    const [a, b, c] = [line(10), line(20), line(30)];
    const one = fontOf(
      [glyph(...callLocal(0)), glyph(...callLocal(1)), glyph(...callLocal(2))],
      [a, b, c],
      [],
    );
    const other = fontOf(
      [glyph(...callLocal(0)), glyph(...callLocal(1)), glyph(...callLocal(2))],
      [c, a, b],
      [],
    );
    const order = (...places: readonly number[]) =>
      new Map([[0, 0], ...places.map((place, i) => [place, i + 1] as const)]);
    const first = cffWithNewGlyphs(bytesOf(one), order(1, 2))!.bytes;
    const second = cffWithNewGlyphs(bytesOf(other), order(2, 3))!.bytes;
    assert.deepEqual([...first], [...second]);
    assert.equal(readCff(first).privates[0]!.subrs.length, 2);
  });
});
