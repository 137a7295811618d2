import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PageRemoval } from '../../../../src/pdf/content/types.ts';
import { box, buildPdf, redact } from './build.ts';
import { changedPixels, contentOf, darkest } from './checks.ts';

const MARK = box(100, 100, 200, 140);

async function run(content: string): Promise<{ content: string; removal: PageRemoval; changed: number }> {
  const before = await buildPdf([{ content }]);
  const { bytes, removals } = await redact(before, { 0: [MARK] });
  const changed = changedPixels(before, bytes, [[100, 100, 200, 140]]);
  return { content: (await contentOf(bytes)).replace(/\s+/g, ' ').trim(), removal: removals[0]!, changed };
}

/** A letter-like outline: a blob of curves, 10 points wide, from a corner. */
const blob = (x: number, y: number): string =>
  `${x} ${y + 5} m ${x} ${y} ${x + 5} ${y} ${x + 5} ${y} c ${x + 10} ${y} ${x + 10} ${y + 10} ${x + 5} ${y + 10} c h`;

describe('redactPageContent: paths', () => {
  it('takes out what is painted inside a mark', async () => {
    for (const paint of ['f', 'f*', 'S', 'B', 'b*', 'n']) {
      const { content, removal } = await run(`${blob(120, 110)} ${paint} 0 0 10 10 re f`);
      assert.equal(content, '0 0 10 10 re f', paint);
      assert.equal(removal.pathsRemoved, 1);
    }
  }).timeout(20_000);

  it('takes out the letters of one path object that lie in a mark, and keeps the others', async () => {
    const letters = [60, 80, 120, 140, 160, 230].map((x) => blob(x, 110));
    const result = await run(`0 g ${letters.join(' ')} f`);
    assert.equal(result.content, `0 g ${[letters[0], letters[1], letters[5]].join(' ')} f`);
    assert.equal(result.changed, 0);
  }).timeout(20_000);

  it('drops a letter over the edge when its centre is inside', async () => {
    const { content } = await run(`${blob(96, 110)} ${blob(194, 110)} ${blob(93, 120)} ${blob(197, 120)} f`);
    assert.equal(content, `${blob(93, 120)} ${blob(197, 120)} f`);
  }).timeout(20_000);

  it('keeps rules, cell borders and backgrounds that cross or hold a mark', async () => {
    const kept = [
      '50 120 m 300 120 l S',
      '150 50 m 150 250 l S',
      '0.9 g 0 0 400 300 re f',
      '90 90 120 60 re S',
      '90 90 m 210 90 l 210 150 l 90 150 l h S',
      '0.5 w 100 100 100 40 re S',
      '1 0 0 RG 20 20 m 380 280 l S',
    ].join(' ');
    const { content, removal, changed } = await run(kept);
    assert.equal(content, kept);
    assert.equal(removal.changed, false);
    assert.equal(changed, 0);
  }).timeout(20_000);

  it('takes out underlines and boxes inside a mark', async () => {
    const { content } = await run('0.5 w 110 105 m 190 105 l S 120 110 20 20 re f 5 5 m 9 9 l S');
    assert.equal(content, '0.5 w 5 5 m 9 9 l S');
  }).timeout(20_000);

  it('takes a letter with its holes', async () => {
    const ring = `${blob(120, 110)} 123 114 m 124 114 l 124 116 l 123 116 l h`;
    assert.equal((await run(`${ring} f ${blob(10, 10)} f`)).content, `${blob(10, 10)} f`);
    // The outer shape stays, so its hole does, though the hole's own centre is inside.
    const edge =
      '80 110 m 80 90 115 90 115 110 c 115 130 80 130 80 110 c h 100 108 m 108 108 l 106 113 l h f*';
    assert.equal((await run(edge)).content, edge);
  }).timeout(20_000);

  it('finds letters cut out of a panel', async () => {
    const { content } = await run(`0 0 400 300 re ${blob(120, 110)} ${blob(20, 20)} f*`);
    assert.equal(content, `0 0 400 300 re ${blob(20, 20)} f*`);
  }).timeout(20_000);

  it('starts a subpath anew when the one it hung on is gone', async () => {
    const { content } = await run(`120 110 10 10 re 300 200 l 310 250 l 250 280 l h f`);
    assert.equal(content, '120 110 m 300 200 l 310 250 l 250 280 l h f');
  }).timeout(20_000);

  it('lets nothing through a clip of which all letters went', async () => {
    const before = await buildPdf([
      { content: `q ${blob(120, 110)} ${blob(140, 110)} W n 0 g 0 0 400 300 re f Q` },
    ]);
    const { bytes } = await redact(before, { 0: [MARK] });
    assert.equal(darkest(bytes, [1, 1, 399, 299]), 255);
    assert.doesNotMatch(await contentOf(bytes), / c /);
  }).timeout(20_000);

  it('keeps a rectangular clip', async () => {
    const content = 'q 110 105 50 20 re W n 0 g 0 0 400 300 re f Q';
    assert.equal((await run(content)).content, content);
  }).timeout(20_000);

  it('judges under the matrix that counts', async () => {
    const { content } = await run(`q 2 0 0 2 0 0 cm ${blob(60, 55)} f ${blob(120, 110)} f Q`);
    assert.equal(content, `q 2 0 0 2 0 0 cm ${blob(120, 110)} f Q`);
  }).timeout(20_000);

  it('clips a shading to what lies outside of the mark', async () => {
    const shading = {
      ShadingType: 2,
      ColorSpace: 'DeviceGray',
      Coords: [0, 0, 400, 0],
      Extend: [true, true],
      Function: { FunctionType: 2, Domain: [0, 1], C0: [0], C1: [0.6], N: 1 },
    };
    const source = {
      content: 'q /S1 sh Q q 120 110 20 20 re W n /S1 sh Q',
      resources: { Shading: { S1: shading } },
    };
    const before = await buildPdf([source]);
    const { bytes } = await redact(before, { 0: [MARK] });
    assert.equal(changedPixels(before, bytes, [[100, 100, 200, 140]]), 0);
    assert.equal(darkest(bytes, [102, 102, 198, 138]), 255);
    assert.equal((await contentOf(bytes)).match(/ sh/g)?.length, 1);
  }).timeout(20_000);
});
