import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { PDFContext, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { buildDecision } from '../../../src/core/decision/build.ts';
import { anonymisedLetter, personalTexts } from '../../../src/core/export/anonymised.ts';
import { groundSetFor } from '../../../src/core/grounds/sets.ts';
import { embeddedLabelFont } from '../../../src/pdf/document/label-font.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import { modelCase } from '../core/decision/model-case.ts';
import { letters, ROOT, seePdf, sourceRenderPort } from './reading.ts';

const LOOK = { box: { look: 'black', code: 'inside' }, widthProtection: 'standard' } as const;

function packetOf(catalog: PDFDict): string {
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  assert.ok(metadata instanceof PDFRawStream);
  return new TextDecoder().decode(metadata.contents);
}

describe('anonymised letter as an archive takes it', () => {
  const render = sourceRenderPort();
  const pdf = openPdfPort({ threads: 1 });
  after(() => Promise.all([render.dispose(), pdf.dispose()]));
  const { dossier, documents } = modelCase();
  const some = documents.slice(0, 12);
  const small = { ...dossier, documents: some.map(({ document }) => document) };
  let bytes = new Uint8Array() as Uint8Array;
  before(async () => {
    const model = buildDecision({ dossier: small, documents: some, groundSet: groundSetFor('wob') });
    bytes = await anonymisedLetter(await render.letterPdf(model), small, pdf, {
      ...LOOK,
      title: model.title,
    });
  });

  it('names nobody, and keeps tags and bookmarks', async () => {
    const seen = await seePdf(bytes);
    const text = letters(seen.pages.join(' '));
    for (const secret of personalTexts(small)) assert.ok(!text.includes(letters(secret)), secret);
    assert.ok(text.includes(letters('Naar aanleiding van uw verzoek')));
    for (const role of ['H1', 'P', 'Table']) assert.ok(seen.roles.includes(role), role);
    assert.ok(seen.outline.includes('Besluit'));
  });

  it('says that it is PDF/A-2a and PDF/UA-1, and no more than the file says elsewhere', async () => {
    const { catalog } = await PDFDocument.load(bytes, { updateMetadata: false });
    const packet = packetOf(catalog);
    assert.match(packet, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/);
    assert.match(packet, /<pdfuaid:part>1<\/pdfuaid:part>/);
    assert.match(packet, /Besluit op uw Wob-verzoek/);
    assert.ok(catalog.has(PDFName.of('OutputIntents')));
    const { ok, problems } = await pdf.verify(bytes, []);
    assert.ok(ok, JSON.stringify(problems));
  });

  it('ends the line behind the keywords of each object, as PDF/A asks (ISO 19005-2, 6.1.9)', () => {
    const text = Buffer.from(bytes).toString('latin1');
    const starts = text.match(/\n\d+ 0 obj/g) ?? [];
    assert.ok(starts.length > 5);
    assert.equal(text.match(/\n\d+ 0 obj\n/g)?.length, starts.length);
  });

  it('holds every font that it uses', async () => {
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
    const names = context.enumerateIndirectObjects().flatMap(([, object]) => {
      if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('Font')) return [];
      const descriptor = object.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict);
      const composite = object.has(PDFName.of('DescendantFonts'));
      const held = descriptor?.keys().some((key) => key.decodeText().startsWith('FontFile'));
      return composite || held ? [] : [String(object.get(PDFName.of('BaseFont')))];
    });
    assert.deepEqual(names, []);
  });

  it('writes codes about as wide as they were laid out', () => {
    const font = readFileSync(join(ROOT, 'media/fonts/OpenSans-SemiBold.ttf'));
    const labelFont = embeddedLabelFont(PDFContext.create(), font);
    for (const code of ['10.2.e', '5.1.2.e 5.1.5', 'ABC'])
      assert.ok(Math.abs(labelFont.stretch(code) - 100) < 12, `${code}: ${labelFont.stretch(code)}`);
  });

  it('does not take metadata for the archive’s that say more', async () => {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const more = packetOf(document.catalog).replace('Besluit', 'A. Voorbeeld');
    document.catalog.set(
      PDFName.of('Metadata'),
      document.context.register(document.context.stream(more, { Type: 'Metadata', Subtype: 'XML' })),
    );
    const { ok, problems } = await pdf.verify(
      await document.save({ addDefaultPage: false, updateFieldAppearances: false }),
      [],
    );
    assert.ok(!ok);
    assert.ok(problems.some(({ kind }) => kind === 'metadata'));
  });
});
