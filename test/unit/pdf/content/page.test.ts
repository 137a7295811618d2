import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { type PDFArray, PDFDocument, PDFName, PDFRef } from 'pdf-lib';
import { describe, it } from 'mocha';
import { box, buildPdf, form, helvetica, noImages, pageDict, redact, stream } from './build.ts';
import { redactPageContent } from '../../../../src/pdf/content/page.ts';
import { assertRedacted, contentOf, markOf, reachableText, textOf } from './checks.ts';

const CONTENTS = PDFName.of('Contents');
const TEXT = 'BT /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET';

describe('redactPageContent: pages', () => {
  it('keeps the very objects of a page without marks, and of one where nothing is hit', async () => {
    const doc = await PDFDocument.load(await buildPdf([{ content: TEXT }, { content: TEXT }]));
    const before = [0, 1].map((i) => [...pageDict(doc, i).entries()]);
    const unmarked = await redactPageContent(doc, 0, [], { images: noImages });
    const missed = await redactPageContent(doc, 1, [box(300, 10, 390, 50)], { images: noImages });
    assert.equal(unmarked.changed || missed.changed, false);
    assert.deepEqual(
      [0, 1].map((i) => [...pageDict(doc, i).entries()]),
      before,
    );
  }).timeout(20_000);

  it('reads a content that is split in the middle of an operator', async () => {
    const before = await buildPdf([
      { content: ['BT /F1 14 Tf 40 200', 'Td (voor ) Tj [(Ge', '', 'heim)', '] TJ ( na) Tj', 'ET'] },
    ]);
    const { bytes, removals } = await redact(before, { 0: [box(71, 195, 125, 214)] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.equal(textOf(bytes), 'voorna');
    assert.doesNotMatch(await reachableText(bytes), /heim/);
  }).timeout(20_000);

  it('writes only the changed stream of several anew', async () => {
    const before = await buildPdf([{ content: ['q 1 0 0 1 0 0 cm', TEXT, 'Q'] }]);
    const old = (pageDict(await PDFDocument.load(before)).lookup(CONTENTS) as PDFArray).asArray();
    const mark = markOf(before, 'Geheim');
    const { bytes, doc } = await redact(before, { 0: [mark] });
    const now = (pageDict(doc).lookup(CONTENTS) as PDFArray).asArray();
    assert.equal(now.length, 3);
    assert.equal(now[0], old[0]);
    assert.equal(now[2], old[2]);
    assert.ok(now[1] instanceof PDFRef && now[1] !== old[1]);
    assertRedacted(before, bytes, [mark]);
  }).timeout(20_000);

  it('leaves a content stream alone that another page shares', async () => {
    const source = await PDFDocument.load(await buildPdf([{ content: TEXT }, { content: '' }]));
    pageDict(source, 1).set(CONTENTS, pageDict(source, 0).get(CONTENTS)!);
    const before = await source.save({ useObjectStreams: false });
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark], 0);
    assertRedacted(before, bytes, [], 1);
  }).timeout(20_000);

  for (const [name, entries] of Object.entries({
    'rotated by 90': { Rotate: 90 },
    'rotated by 180': { Rotate: 180 },
    'rotated by 270': { Rotate: 270 },
    'with a CropBox away from the origin': { CropBox: [30, 150, 380, 280] },
    'with a MediaBox away from the origin': { MediaBox: [-50, 20, 350, 320] },
    'with a UserUnit': { UserUnit: 2 },
  })) {
    it(`works in user space on a page ${name}`, async () => {
      const before = await buildPdf([{ content: TEXT, entries }]);
      const mark = markOf(before, 'Geheim');
      const { bytes } = await redact(before, { 0: [mark] });
      assert.equal(textOf(bytes), 'voorna');
      assertRedacted(before, bytes, [mark], 0, { pixels: !('UserUnit' in entries) });
    }).timeout(20_000);
  }

  it('takes text in hidden layers', async () => {
    const before = await buildPdf([
      {
        content: `/OC /Layer BDC ${TEXT} EMC`,
        resources: { Properties: { Layer: { Type: 'OCG', Name: 'x' } } },
      },
    ]);
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
  }).timeout(20_000);
});

describe('redactPageContent: bad input', () => {
  const mark = box(30, 190, 380, 220);

  it('refuses matrices that are not finite', async () => {
    const huge = '9'.repeat(200);
    for (const content of [
      `${huge} 0 0 ${huge} 0 0 cm `.repeat(3) + TEXT,
      `BT ${huge} 0 0 1 0 0 Tm ${huge} 0 Td`,
    ]) {
      const before = await buildPdf([{ content: `${content} ${TEXT}` }]);
      const { removals } = await redact(before, { 0: [mark] });
      assert.ok(removals[0]!.changed || removals[0]!.unsupported.some((reason) => /not finite/.test(reason)));
    }
  }).timeout(20_000);

  it('refuses forms that multiply beyond all bounds', async () => {
    const before = await buildPdf((context) => {
      let last = form(context, TEXT, { Resources: { Font: { F1: helvetica } } });
      for (let i = 0; i < 20; i++) {
        last = form(context, '/X Do '.repeat(10), { Resources: { XObject: { X: last } } });
      }
      return [{ content: '/X Do', resources: { XObject: { X: last } } }];
    });
    const { removals } = await redact(before, { 0: [mark] }, { limits: { maxOperators: 10_000 } });
    assert.deepEqual(removals[0]!.unsupported, ['too many operators']);
  }).timeout(20_000);

  it('refuses streams that inflate beyond the bound', async () => {
    const before = await buildPdf((context) => {
      const bomb = stream(context, deflateSync(new Uint8Array(5_000_000)), {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 400, 300],
        Filter: 'FlateDecode',
      });
      return [{ content: '/X Do', resources: { XObject: { X: bomb } } }];
    });
    const { removals } = await redact(before, { 0: [mark] }, { limits: { maxStreamBytes: 1_000_000 } });
    assert.deepEqual(removals[0]!.unsupported, ['decoded stream too large']);
  }).timeout(20_000);

  it('refuses forms nested too deep', async () => {
    const before = await buildPdf((context) => {
      let last = form(context, TEXT);
      for (let i = 0; i < 40; i++) last = form(context, '/X Do', { Resources: { XObject: { X: last } } });
      return [{ content: '/X Do', resources: { XObject: { X: last } } }];
    });
    const { removals } = await redact(before, { 0: [mark] });
    assert.deepEqual(removals[0]!.unsupported, ['forms nested too deep']);
  }).timeout(20_000);

  it('reads on past damage', async () => {
    const before = await buildPdf([
      { content: `Q Q ]] >> ) foo /Nope Do /Nope gs 1 2 3 re EMC 5 Tf BT ${TEXT} ET q (voor` },
    ]);
    const found = markOf(before, 'Geheim');
    const { bytes, removals } = await redact(before, { 0: [found] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.match(await contentOf(bytes), /^\s+\]\] >> \) foo/);
    assertRedacted(before, bytes, [found]);
  }).timeout(20_000);

  it('leaves the states balanced behind which boxes are drawn', async () => {
    const before = await buildPdf([{ content: `Q q 0.5 0 0 0.5 0 0 cm Q Q ${TEXT} q 2 0 0 2 0 0 cm q` }]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    const content = await contentOf(bytes);
    assert.match(content, /^\s+q 0\.5 0 0 0\.5 0 0 cm Q\s+[^Q]*q 2 0 0 2 0 0 cm q\s+Q Q\s*$/);
  }).timeout(20_000);

  it('takes out operators that lack their name: some readers draw nothing that comes behind', async () => {
    const before = await buildPdf([{ content: `${TEXT} foo gs /Nope gs 14 Tf Do\nri` }]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    assert.match(await contentOf(bytes), / foo\s+\/Nope gs\s*$/);
  }).timeout(20_000);

  it('ignores marks without an area or with numbers that are none', async () => {
    const before = await buildPdf([{ content: TEXT }]);
    const nothing = [box(10, 10, 10, 50), box(NaN, 0, 400, 300)];
    const { removals } = await redact(before, { 0: nothing });
    assert.equal(removals[0]!.changed, false);
  }).timeout(20_000);
});
