import assert from 'node:assert/strict';
import { PDFHexString } from 'pdf-lib';
import { describe, it } from 'mocha';
import { buildPdf, redact } from './build.ts';
import { assertRedacted, contentOf, markOf, reachableText } from './checks.ts';

const TEXT = 'BT /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET';

describe('redactPageContent: marked content', () => {
  it('takes the words out of inline properties, and nothing else', async () => {
    const content = `/Span <</MCID 3 /ActualText (Geheim) /Lang (nl) /E (Geheim) /Alt (Geheim) /Contents (Geheim)>> BDC ${TEXT} EMC`;
    const before = await buildPdf([{ content }]);
    const mark = markOf(before, 'Geheim');
    const { bytes, removals } = await redact(before, { 0: [mark] });
    assert.match(await contentOf(bytes), /^\/Span <<\/MCID 3\s+\/Lang \(nl\)\s*>> BDC /);
    assert.doesNotMatch(await contentOf(bytes), /Geheim/);
    assert.deepEqual(removals[0]!.touched, [{ mcid: 3 }]);
    assert.ok(textIsGone(await contentOf(bytes)));
  }).timeout(20_000);

  it('finds a key written with an escape', async () => {
    const before = await buildPdf([{ content: `/Span <</Actual#54ext (Geheim)>> BDC ${TEXT} EMC` }]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    assert.doesNotMatch(await contentOf(bytes), /Geheim/);
  }).timeout(20_000);

  it('copies properties that other sequences share', async () => {
    const before = await buildPdf((context) => {
      const Shared = context.register(context.obj({ MCID: 7, ActualText: PDFHexString.fromText('Geheim') }));
      return [
        {
          content: `/Span /Shared BDC ${TEXT} EMC /Span /Shared BDC 0 0 5 5 re f EMC`,
          resources: { Properties: { Shared } },
        },
      ];
    });
    const { bytes, removals } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    assert.match(await contentOf(bytes), /^\/Span \/Lk1 BDC .* \/Span \/Shared BDC 0 0 5 5 re f EMC$/);
    assert.deepEqual(removals[0]!.touched, [{ mcid: 7 }]);
  }).timeout(20_000);

  it('leaves no properties behind that nothing uses any more', async () => {
    const before = await buildPdf([
      {
        content: `/Span /P BDC ${TEXT} EMC`,
        resources: { Properties: { P: { ActualText: PDFHexString.fromText('Geheim') } } },
      },
    ]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    assert.doesNotMatch(await reachableText(bytes), /ActualText/);
  }).timeout(20_000);

  it('keeps the words of sequences that lost nothing, and takes those of the ones around', async () => {
    const content = `/A <</Alt (om)>> BDC /B <</Alt (los)>> BDC 0 0 5 5 re f EMC /C <</Alt (in)>> BDC ${TEXT}`;
    const before = await buildPdf([{ content }]);
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    const after = await contentOf(bytes);
    assert.match(after, /\(los\)/);
    assert.doesNotMatch(after, /\(om\)|\(in\)/);
    assertRedacted(before, bytes, [mark]);
  }).timeout(20_000);
});

function textIsGone(content: string): boolean {
  return !/Geheim/.test(content);
}
