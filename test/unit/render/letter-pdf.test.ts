import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { buildDecision } from '../../../src/core/decision/build.ts';
import { blockText } from '../../../src/core/decision/drafting.ts';
import type { DecisionModel } from '../../../src/core/decision/types.ts';
import { groundSetFor } from '../../../src/core/grounds/sets.ts';
import { RenderError } from '../../../src/core/ports/render.ts';
import { modelCase } from '../core/decision/model-case.ts';
import { letters, ROOT, type SeenPdf, seePdf, sourceRenderPort } from './reading.ts';

/** Titles that a renderer could take for something else. */
export const ODD_TITLES = [
  '<script>alert(1)</script>',
  '#import "x.typ": * $a^2$ *vet* `code` @ref <label> // geen commentaar',
  "=cmd|' /C calc'!A0",
  '"; DROP TABLE',
  'lange titel '.repeat(41),
  'x'.repeat(500),
];

function odd(titles: readonly string[]): DecisionModel {
  const { dossier, documents } = modelCase();
  const rows = documents.slice(0, titles.length).map((each, index) => ({
    ...each,
    document: { ...each.document, title: titles[index] ?? '', remark: titles[index] ?? '' },
  }));
  const changed = { ...dossier, documents: rows.map(({ document }) => document) };
  return buildDecision({ dossier: changed, documents: rows, groundSet: groundSetFor('wob') });
}

describe('letter as PDF', () => {
  const port = sourceRenderPort();
  after(() => port.dispose());
  const model = buildDecision({ ...modelCase(), groundSet: groundSetFor('wob') });
  let bytes: Uint8Array;
  let seen: SeenPdf;
  before(async () => {
    bytes = await port.letterPdf(model);
    seen = await seePdf(bytes);
  });

  it('says what the model says, in its order, and nothing else', () => {
    const text = letters(seen.pages.join(' '));
    const parts = [...model.sections, ...model.afterSignature].flatMap(({ heading, blocks }) => [
      ...(heading === undefined ? [] : [heading]),
      ...blocks.flatMap((block) => (block.kind === 'list' ? block.items : [blockText(block)])),
    ]);
    let at = 0;
    for (const part of parts) {
      // A page's end may stand in a paragraph; its furniture is in the text as well.
      const wanted = letters(part);
      const found = text.indexOf(wanted.slice(0, 40), at);
      assert.notEqual(found, -1, part);
      at = found;
    }
    for (const { document } of model.inventory)
      assert.ok(text.includes(letters(document.title)), document.number);
    assert.ok(text.includes(letters(model.letterhead.recipient.join(' '))));
    assert.match(seen.pages[0] ?? '', new RegExp(`Pagina\\s+1\\s+van\\s+${seen.pages.length}`));
  });

  it('is tagged, titled, dated by the decision and bookmarked', () => {
    assert.equal(seen.info['Title'], 'Besluit op uw Wob-verzoek');
    assert.equal(seen.info['CreationDate'], 'D:20211130000000Z');
    assert.equal(seen.language, 'nl');
    for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'Table', 'TH', 'TD'])
      assert.ok(seen.roles.includes(role), role);
    assert.ok(seen.outline.includes('Besluit'));
    assert.ok(seen.outline.includes('Bijlage 2 – Inventarislijst'));
  });

  it('claims PDF/A-2a and PDF/UA-1 with what they ask for', async () => {
    const { catalog, context } = await PDFDocument.load(bytes, { updateMetadata: false });
    const metadata = catalog.lookup(PDFName.of('Metadata'));
    assert.ok(metadata instanceof PDFRawStream);
    const packet = new TextDecoder().decode(metadata.getContents());
    assert.match(packet, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/);
    assert.match(packet, /<pdfuaid:part>1<\/pdfuaid:part>/);
    assert.match(packet, /2021-11-30T00:00:00Z/);
    assert.ok(catalog.has(PDFName.of('OutputIntents')));
    assert.ok(context.trailerInfo.ID);
    assert.equal(
      String(catalog.get(PDFName.of('ViewerPreferences'))).includes('/DisplayDocTitle true'),
      true,
    );
  });

  it('is the same to the byte for the same model', async () => {
    assert.deepEqual(await port.letterPdf(model), bytes);
    const other = sourceRenderPort();
    try {
      assert.deepEqual(await other.letterPdf(model), bytes);
    } finally {
      await other.dispose();
    }
  });

  it('shows markup and formulas as text', async () => {
    const seen = await seePdf(await port.letterPdf(odd(ODD_TITLES)));
    const text = letters(seen.pages.join(' '));
    for (const title of ODD_TITLES) assert.ok(text.includes(letters(title)), title.slice(0, 60));
  });

  it('sets right-to-left names and emoji, and drops what is no character', async () => {
    const titles = ['שלום', 'محمد', '😀 blij', 'a\u0000b', '\u202Eomgekeerd'];
    const seen = await seePdf(await port.letterPdf(odd(titles)));
    const text = letters(seen.pages.join(' '));
    for (const name of ['שלום', 'محمد'])
      assert.ok(text.includes(name) || text.includes([...name].reverse().join('')), name);
    for (const title of ['😀blij', 'ab', 'omgekeerd']) assert.ok(text.includes(title), title);
  });

  it('takes fonts of the machine for names that its own cannot write', async () => {
    const fonts = mkdtempSync(join(tmpdir(), 'lakmoes-fonts-'));
    const own = join(ROOT, 'media/fonts');
    for (const name of readdirSync(own).filter((each) => each.startsWith('OpenSans')))
      copyFileSync(join(own, name), join(fonts, name));
    const helped = sourceRenderPort(undefined, { fonts, systemFonts: [own] });
    const alone = sourceRenderPort(undefined, { fonts, systemFonts: [join(fonts, 'nergens')] });
    try {
      const seen = await seePdf(await helped.letterPdf(odd(['Brief aan محمد'])));
      const text = letters(seen.pages.join(' '));
      assert.ok(text.includes('محمد') || text.includes('دمحم'));
      await assert.rejects(alone.letterPdf(odd(['Brief aan محمد'])), (error: unknown) => {
        assert.ok(error instanceof RenderError);
        assert.equal(error.code, 'unprintable');
        assert.deepEqual(
          error.unprintable.map(({ character }) => character),
          ['م', 'ح', 'د'],
        );
        assert.equal(error.unprintable[0]?.text, 'Brief aan محمد');
        return true;
      });
      // The next letter is set as ever.
      assert.ok((await alone.letterPdf(model)).length > 10_000);
    } finally {
      await Promise.all([helped.dispose(), alone.dispose()]);
      rmSync(fonts, { recursive: true, force: true });
    }
  });

  it('takes a house style, and tells the line of its fault', async () => {
    const style = {
      template:
        '#let data = json("/besluit.json")\n#set document(title: data.title)\nEigen stijl: #data.letterhead.date #image("logo.svg", alt: "logo")',
      files: {
        'logo.svg': new TextEncoder().encode(
          '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        ),
      },
    };
    const seen = await seePdf(await port.letterPdf(model, undefined, { style }));
    assert.match(seen.pages.join(' '), /Eigen stijl: 30 november 2021/);

    const fault = { template: '#let data = json("/besluit.json")\n\n#data.bestaat-niet' };
    const error: unknown = await port
      .letterPdf(model, undefined, { style: fault })
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof RenderError);
    assert.equal(error.code, 'template');
    assert.equal(error.problems[0]?.line, 3);
    assert.equal(error.problems[0]?.file, 'besluit.typ');
    // The built-in template is there all the same, and a file of the house style is not.
    assert.ok((await port.letterPdf(model)).length > 10_000);
    const left = { template: '#image("logo.svg")' };
    await assert.rejects(port.letterPdf(model, undefined, { style: left }), RenderError);
  });

  it('is out of reach of files and packages', async () => {
    for (const template of [
      '#read("/etc/passwd")',
      '#read("../../package.json")',
      '#import "@preview/x:1.0.0"',
    ]) {
      await assert.rejects(port.letterPdf(model, undefined, { style: { template } }), RenderError, template);
    }
  });
});

describe('render port', () => {
  const model = buildDecision({ ...modelCase(), groundSet: groundSetFor('wob') });
  const endless = {
    style: { template: '#for a in range(30000) { for b in range(30000) { let c = a + b } }' },
  };

  it('ends a job that takes too long and goes on with the next', async () => {
    const port = sourceRenderPort(5_000);
    try {
      await assert.rejects(
        port.letterPdf(model, undefined, endless),
        (error: unknown) => error instanceof RenderError && error.code === 'timeout',
      );
      assert.ok((await port.letterDocx(model)).length > 1000);
    } finally {
      await port.dispose();
    }
  });

  it('cancels what waits and what runs', async () => {
    const port = sourceRenderPort();
    try {
      const controller = new AbortController();
      const running = port.letterPdf(model, controller.signal);
      const waiting = port.letterDocx(model, controller.signal);
      controller.abort();
      for (const job of [running, waiting]) {
        await assert.rejects(
          job,
          (error: unknown) => error instanceof RenderError && error.code === 'cancelled',
        );
      }
      assert.ok((await port.letterDocx(model)).length > 1000);
    } finally {
      await port.dispose();
    }
  });
});
