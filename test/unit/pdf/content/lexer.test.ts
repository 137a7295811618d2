import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { Lexer } from '../../../../src/pdf/content/lexer.ts';
import {
  DictOperand,
  NameOperand,
  StringOperand,
  type Operand,
} from '../../../../src/pdf/content/operand.ts';
import { formatNumber, formatString } from '../../../../src/pdf/content/operators.ts';
import { latin1 } from './build.ts';

/** Tokens as plain values: strings as `(text)`, names as `/name`, operators as `op:`. */
function tokens(text: string): unknown[] {
  const lexer = new Lexer(latin1(text));
  const found: unknown[] = [];
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    found.push(kind === 'operator' ? `op:${lexer.operator}` : plain(lexer.operand));
  }
  return found;
}

function plain(operand: Operand): unknown {
  if (operand instanceof StringOperand) return `(${Buffer.from(operand.bytes).toString('latin1')})`;
  if (operand instanceof NameOperand) return `/${operand.raw}`;
  if (operand instanceof DictOperand) {
    return Object.fromEntries(operand.entries.map(({ key, value }) => [key, plain(value)]));
  }
  return Array.isArray(operand) ? operand.map((item: Operand) => plain(item)) : operand;
}

describe('Lexer', () => {
  it('reads numbers in all their odd forms', () => {
    assert.deepEqual(
      tokens('1 -2 +3 .5 -.5 4. 007 --8 5-3 1.2.3 . - 1e2 0.1 123456.789'),
      [1, -2, 3, 0.5, -0.5, 4, 7, -8, 53, 1.2, 0, -0, 100, 0.1, 123456.789],
    );
  }).timeout(20_000);

  it('ends a number where an operator begins', () => {
    assert.deepEqual(tokens('10 20m 1 0 0rg 5Tc'), [10, 20, 'op:m', 1, 0, 0, 'op:rg', 5, 'op:Tc']);
  }).timeout(20_000);

  it('reads strings with escapes, nesting and line ends', () => {
    assert.deepEqual(tokens('(a\\(b\\)c) (x(y)z) (\\101\\7\\0612) (a\\\r\nb) (c\r\nd) (e\\qf)'), [
      '(a(b)c)',
      '(x(y)z)',
      '(A\u000712)',
      '(ab)',
      '(c\nd)',
      '(eqf)',
    ]);
  }).timeout(20_000);

  it('reads hexadecimal strings with gaps and an odd digit', () => {
    assert.deepEqual(tokens('<41 4\n2> <4>'), ['(AB)', '(@)']);
  }).timeout(20_000);

  it('reads names, arrays, dictionaries, comments', () => {
    assert.deepEqual(tokens('/A#20b%x\n[1 (s) [/n] null true] << /K << /L 2 >> /M [ ] >>/ BDC'), [
      '/A#20b',
      [1, '(s)', ['/n'], null, true],
      { K: { L: 2 }, M: [] },
      '/',
      'op:BDC',
    ]);
  }).timeout(20_000);

  it('reads operators that touch what is around them', () => {
    assert.deepEqual(tokens("BT/F1 12 Tf(a)Tj[(b)]TJ<63>'T*"), [
      'op:BT',
      '/F1',
      12,
      'op:Tf',
      '(a)',
      'op:Tj',
      ['(b)'],
      'op:TJ',
      '(c)',
      "op:'T*",
    ]);
  }).timeout(20_000);

  it('never stops at garbage', () => {
    const text = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(text, (bytes) => {
        const lexer = new Lexer(bytes);
        let last = 0;
        for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
          assert.ok(lexer.start >= last && lexer.end > lexer.start && lexer.end <= bytes.length);
          last = lexer.end;
        }
      }),
      { numRuns: 500 },
    );
  }).timeout(20_000);

  it('ends with nesting that is never closed', () => {
    assert.deepEqual(tokens(`${'['.repeat(5000)}1`).length, 1);
    assert.deepEqual(tokens(`${'<<'.repeat(5000)}/a 1`).length, 1);
    assert.deepEqual(tokens('('.repeat(5000)).length, 1);
  }).timeout(20_000);

  it('reads back what is written', () => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 30 });
    fc.assert(
      fc.property(bytes, fc.boolean(), (data, hex) => {
        const lexer = new Lexer(latin1(formatString(data, hex)));
        assert.equal(lexer.next(), 'operand');
        assert.ok(lexer.operand instanceof StringOperand);
        assert.deepEqual([...lexer.operand.bytes], data);
        assert.equal(lexer.next(), 'end');
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const [read] = tokens(formatNumber(value, 4)) as [number];
        assert.ok(Math.abs(read - value) <= 0.00005000001);
      }),
    );
  }).timeout(20_000);
});
