import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import type { RedactRequest, RedactResult } from '../../../../src/core/ports/pdf.ts';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { Checkpoint } from '../../../../src/pdf/document/tools.ts';
import { countTellingFonts } from '../../../../src/pdf/verify/font-letters.ts';
import { readPage } from '../../../../src/pdf/verify/reading.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { box, literal, redact as redactContent } from '../content/build.ts';
import {
  compositeSubset,
  indexedCff,
  namedCff,
  simpleTrueType,
  type1,
  type3,
  type FontMaker,
  type MadeFont,
} from './made-fonts.ts';
import { Opponent } from './opponent.ts';

const port = createInProcessPdf(pdfAssets);

/** A line of text at a height; what is in `marked` lies under the mark of its page. */
interface Line {
  readonly plain: string;
  readonly marked: string;
}

interface Made {
  readonly bytes: Uint8Array;
  readonly font: MadeFont;
}

const SECRET_AT = 260;

async function made(maker: FontMaker, pages: readonly (readonly Line[])[]): Promise<Made> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const letters = pages.flat().map(({ plain, marked }) => plain + marked);
  const font = await maker(doc, letters.join(''));
  const show = (x: number, y: number, text: string): string =>
    `BT /F1 12 Tf ${x} ${y} Td <${[...text].map(font.code).join('')}> Tj ET\n`;
  for (const lines of pages) {
    const page = doc.addPage([500, 300]).node;
    const content = lines.map(
      ({ plain, marked }, i) => show(20, 250 - 20 * i, plain) + show(SECRET_AT, 250 - 20 * i, marked),
    );
    page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content.join(''))));
    page.set(PDFName.of('Resources'), doc.context.obj(literal({ Font: { F1: font.object } })));
  }
  const bytes = await doc.save({ useObjectStreams: false, updateFieldAppearances: false });
  return { bytes, font };
}

/** Marks the secrets of a page (from 1). */
const markOn = (page: number): RedactRequest['marks'][number] => ({
  id: `m${page}`,
  page,
  kind: 'area',
  quads: [box(SECRET_AT - 5, 0, 495, 270)],
  codes: ['10.2.e'],
});

const redact = (bytes: Uint8Array, pages: readonly number[] = [1]): Promise<RedactResult> =>
  port.redact({
    bytes,
    marks: pages.map(markOn),
    box: { look: 'black', code: 'none' },
    widthProtection: 'off',
  });

const KINDS: Readonly<Record<string, FontMaker>> = {
  'a composite TrueType subset': compositeSubset,
  'a simple TrueType font': simpleTrueType,
  'Compact Font Format by name': namedCff,
  'Compact Font Format by place': indexedCff,
  'Type 1': type1,
  'Type 3': type3,
};

/** With other names for its fonts, as if their own had told something. */
async function renamed(bytes: Uint8Array): Promise<Uint8Array> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    for (const key of ['BaseFont', 'FontName'].map((each) => PDFName.of(each)))
      if (object.has(key)) object.set(key, PDFName.of('ABCDEF+LkLetter1'));
  }
  return doc.save({ useObjectStreams: false });
}

/** The code of a letter in a redacted file: fonts with a map may have given it another. */
async function codeIn(after: Opponent, font: MadeFont, letter: string): Promise<string> {
  const own = [...(await after.letters())].find(([, each]) => each === letter);
  return own?.[0] ?? font.code(letter);
}

/** Whether no code is that letter's any more: the one that it had draws nothing, or another letter as that was drawn. */
async function isGone(before: Opponent, after: Opponent, font: MadeFont, letter: string): Promise<boolean> {
  const letters = await after.letters();
  if ([...letters.values()].includes(letter)) return false;
  const code = font.code(letter).replace(/[<>]/g, '').toLowerCase();
  const heir = letters.get(code);
  if (heir === undefined) return !(await after.draws(code));
  return (await after.pixelsOf(code)).equals(await before.pixelsOf(font.code(heir)));
}

describe('fonts after removal', function () {
  this.timeout(60_000);

  for (const [kind, maker] of Object.entries(KINDS)) {
    it(`${kind}: letters that only a mark held are gone, the others look as before`, async () => {
      const { bytes, font } = await made(maker, [[{ plain: 'ENAR', marked: 'GEX' }]]);
      const before = new Opponent(bytes);
      for (const letter of 'GX') assert.ok(await before.draws(font.code(letter)), 'positive control');
      const result = await redact(bytes);
      assert.deepEqual(result.report.pages, [{ page: 1, method: 'removed' }]);
      assert.equal(result.report.tellingFonts, 0);
      const after = new Opponent(result.bytes);
      for (const letter of 'GX')
        assert.equal(await after.draws(font.code(letter)), false, `${letter} is drawn`);
      for (const letter of 'ENAR') {
        const code = font.code(letter);
        assert.ok(
          (await before.pixelsOf(code)).equals(await after.pixelsOf(code)),
          `${letter} looks otherwise`,
        );
      }
    });
  }

  it('nothing that lists letters names one that is gone', async () => {
    const listed: readonly [FontMaker, RegExp][] = [
      [compositeSubset, /<[\da-f]{4}> <0047>/i],
      [indexedCff, /<[\da-f]{4}> <0047>/i],
      [namedCff, /\/G\b/],
      [type3, /\/G\b/],
    ];
    for (const [maker, pattern] of listed) {
      const { bytes } = await made(maker, [[{ plain: 'ENAR', marked: 'GEX' }]]);
      assert.match(await new Opponent(bytes).everythingOfFont(), pattern, 'positive control');
      const result = await redact(bytes);
      assert.doesNotMatch(await new Opponent(result.bytes).everythingOfFont(), pattern);
    }
  });

  it('the proof finds what a font still lists when only the text was removed', async () => {
    const { engine } = await loadTools(pdfAssets);
    for (const maker of [compositeSubset, indexedCff, namedCff, type1, type3]) {
      const { bytes } = await made(maker, [[{ plain: 'ENAR', marked: 'GEX' }]]);
      const original = engine.open(bytes);
      const reading = original.withPage(0, (page) => readPage(page.passing(), [markOn(1).quads]));
      original.close();
      const count = async (redacted: Uint8Array): Promise<number> => {
        const final = engine.open(redacted);
        const doc = await PDFDocument.load(redacted, { updateMetadata: false });
        const found = await countTellingFonts(doc, final, [reading], new Checkpoint());
        final.close();
        return found;
      };
      const textOnly = await redactContent(bytes, { 0: markOn(1).quads });
      assert.equal(
        await count(textOnly.bytes),
        1,
        Object.keys(KINDS).find((kind) => KINDS[kind] === maker),
      );
      if (maker !== type3) assert.equal(await count(await renamed(textOnly.bytes)), 1, 'under another name');
      assert.equal(await count((await redact(bytes)).bytes), 0);
    }
  });

  it('a tag that may be made from the glyphs goes, wherever it stands', async () => {
    for (const maker of [simpleTrueType, namedCff, type1]) {
      const { bytes } = await made(maker, [[{ plain: 'ENAR', marked: 'GEX' }]]);
      assert.match(await new Opponent(bytes).everythingOfFont(), /ABCDEF\+/, 'positive control');
      const result = await redact(bytes);
      assert.doesNotMatch(await new Opponent(result.bytes).everythingOfFont(), /ABCDEF\+/);
    }
  });

  it('so does one that is no six capitals, as some programs write them', async () => {
    const { bytes } = await made(simpleTrueType, [[{ plain: 'ENAR', marked: 'GEX' }]]);
    const hashed = Buffer.from(
      Buffer.from(bytes).toString('latin1').replaceAll('/ABCDEF+', '/72e54f+'),
      'latin1',
    );
    assert.match(await new Opponent(hashed).everythingOfFont(), /72e54f\+/, 'positive control');
    const result = await redact(hashed);
    assert.doesNotMatch(await new Opponent(result.bytes).everythingOfFont(), /72e54f\+/);
  });

  it('a font whose removed letters are all shown elsewhere stays byte for byte', async () => {
    for (const maker of Object.values(KINDS)) {
      const { bytes } = await made(maker, [
        [{ plain: 'ENAR', marked: 'GE' }],
        [{ plain: 'GEN', marked: '' }],
      ]);
      const result = await redact(bytes);
      const fonts = await Promise.all(
        [bytes, result.bytes].map((each) => new Opponent(each).everythingOfFont()),
      );
      const plain = fonts.map((text) => text.replaceAll(/\d+ 0 R|\/Length \d+/g, ''));
      assert.equal(plain[0], plain[1]);
    }
  });

  it('a copy of the same subset on another page is taken back too', async () => {
    const doc = await PDFDocument.create({ updateMetadata: false });
    const copies = [namedCff(doc, 'ENARGX'), namedCff(doc, 'ENARGX')] as MadeFont[];
    const show = (font: MadeFont, x: number, text: string): string =>
      `BT /F1 12 Tf ${x} 250 Td <${[...text].map(font.code).join('')}> Tj ET\n`;
    for (const [i, font] of copies.entries()) {
      const page = doc.addPage([500, 300]).node;
      const content = show(font, 20, 'ENAR') + (i === 1 ? show(font, SECRET_AT, 'GX') : '');
      page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
      page.set(PDFName.of('Resources'), doc.context.obj(literal({ Font: { F1: font.object } })));
    }
    const bytes = await doc.save({ useObjectStreams: false, updateFieldAppearances: false });
    assert.ok(await new Opponent(bytes).draws(copies[0]!.code('G')), 'positive control');
    // The opponent looks at the font of the first page; the mark is on the second.
    const result = await redact(bytes, [2]);
    assert.equal(await new Opponent(result.bytes).draws(copies[0]!.code('G')), false);
    assert.equal(result.report.tellingFonts, 0);
  });

  it('subroutines and glyphs that only removed letters used are not in the program any more', async () => {
    const { bytes } = await made(type1, [[{ plain: 'ENAR', marked: 'GEX' }]]);
    const programs = await Promise.all(
      [bytes, (await redact(bytes)).bytes].map((each) => new Opponent(each).type1Program()),
    );
    // Letters in the order of use: E, N, A, R, G, X; their subroutines from 4 on. Bare: four bytes and "return".
    const bodies = programs.map((program) =>
      [...program.matchAll(/dup (\d+) (\d+) RD /g)].map(([, index, size]) => [Number(index), Number(size)]),
    );
    assert.ok(
      bodies[0]!.slice(4).every(([, size]) => size! > 5),
      'positive control',
    );
    assert.deepEqual(
      bodies[1]!.filter(([, size]) => size! > 5).map(([index]) => index),
      [4, 5, 6, 7],
    );
    assert.deepEqual(bodies[1]!.at(-1)?.[0], 7, 'the row ends with the last in use');
    assert.deepEqual(
      programs.map((program) => /Subrs (\d+)/.exec(program)?.[1]),
      ['10', '8'],
    );
    assert.match(programs[0]!, /\/G \d+ RD/);
    assert.doesNotMatch(programs[1]!, /\/[GX] \d+ RD/);
    const cff = await made(namedCff, [[{ plain: 'ENAR', marked: 'GEX' }]]);
    const lengths = await Promise.all(
      [cff.bytes, (await redact(cff.bytes)).bytes].map(
        async (each) => (await new Opponent(each).everythingOfFont()).length,
      ),
    );
    assert.ok(lengths[1]! < lengths[0]! / 5, `${lengths[0]} bytes, then ${lengths[1]}`);
  });

  it('a simple font is numbered anew, so that no gap tells where a glyph was', async () => {
    const { bytes } = await made(simpleTrueType, [[{ plain: 'ENAR', marked: 'GEX' }]]);
    assert.ok((await new Opponent(bytes).trueTypeProgram()).numGlyphs > 100, 'positive control');
    const program = await new Opponent((await redact(bytes)).bytes).trueTypeProgram();
    // The last one only ends the table.
    const letters = program.characterSet.filter((point) => point < 0xffff);
    assert.equal(String.fromCodePoint(...letters), 'AENR');
    assert.equal(program.numGlyphs, 5);
  });

  it('what a form field holds can still be written in the font that it is typed with', async () => {
    const doc = await PDFDocument.create({ updateMetadata: false });
    const font = await simpleTrueType(doc, 'ENARGX');
    const page = doc.addPage([500, 300]).node;
    const show = `BT /F1 12 Tf 20 200 Td <${font.code('E')}> Tj ET BT /F1 12 Tf ${SECRET_AT} 250 Td <${[...'GX'].map(font.code).join('')}> Tj ET`;
    const field = {
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Tx',
      T: PDFString.of('veld'),
      V: PDFString.of('EG'),
    };
    const widget = doc.context.register(
      doc.context.obj(literal({ ...field, Rect: [20, 20, 90, 40], DA: PDFString.of('/F1 12 Tf 0 g') })),
    );
    page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(show)));
    page.set(PDFName.of('Resources'), doc.context.obj(literal({ Font: { F1: font.object } })));
    page.set(PDFName.of('Annots'), doc.context.obj(literal([widget])));
    const form = { Fields: [widget], DR: { Font: { F1: font.object } } };
    doc.catalog.set(PDFName.of('AcroForm'), doc.context.obj(literal(form)));
    const result = await redact(await doc.save({ useObjectStreams: false, updateFieldAppearances: false }));
    const after = new Opponent(result.bytes);
    for (const letter of 'EG') assert.ok(await after.draws(font.code(letter)), letter);
    assert.equal(await after.draws(font.code('X')), false);
  });

  it('what is shown in forms, appearances, patterns and in no page that is marked counts as shown', async () => {
    const doc = await PDFDocument.create({ updateMetadata: false });
    const font = await compositeSubset(doc, 'ENARGXYZW');
    const show = (letter: string): string => `BT /F1 12 Tf 5 5 Td <${font.code(letter)}> Tj ET\n`;
    const resources = { Font: { F1: font.object } };
    const stream = (letter: string, dict: Record<string, unknown>): unknown =>
      doc.context.register(
        doc.context.stream(
          show(letter),
          literal({ BBox: [0, 0, 50, 50], Resources: resources, ...dict }) as never,
        ),
      );
    const form = stream('X', { Type: 'XObject', Subtype: 'Form' });
    const pattern = stream('Y', {
      Type: 'Pattern',
      PatternType: 1,
      PaintType: 1,
      TilingType: 1,
      XStep: 50,
      YStep: 50,
    });
    const stamp = {
      Type: 'Annot',
      Subtype: 'Stamp',
      Rect: [50, 50, 90, 90],
      AP: { N: stream('Z', { Type: 'XObject', Subtype: 'Form' }) },
    };
    const hidden = { ...stamp, F: 2, AP: { N: stream('W', { Type: 'XObject', Subtype: 'Form' }) } };
    const first = doc.addPage([500, 300]).node;
    const secret = [...'GXYZ'].map(font.code).join('');
    const marked = `BT /F1 12 Tf ${SECRET_AT} 250 Td <${secret}> Tj ET`;
    const second = doc.addPage([500, 300]).node;
    const drawn = '/Pattern cs /P1 scn 20 20 100 100 re f /X1 Do ';
    for (const [page, content, annotations] of [
      [first, show('E') + marked, []],
      [second, drawn, [stamp, hidden]],
    ] as const) {
      page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
      const all = { ...resources, XObject: { X1: form }, Pattern: { P1: pattern } };
      page.set(PDFName.of('Resources'), doc.context.obj(literal(all)));
      page.set(PDFName.of('Annots'), doc.context.obj(literal(annotations)));
    }
    const source = await doc.save({ useObjectStreams: false, updateFieldAppearances: false });
    const [before, after] = [source, (await redact(source)).bytes].map((bytes) => new Opponent(bytes)) as [
      Opponent,
      Opponent,
    ];
    for (const letter of 'EXYZ')
      assert.ok(
        (await after.pixelsOf(await codeIn(after, font, letter))).equals(
          await before.pixelsOf(font.code(letter)),
        ),
        letter,
      );
    // W was in an annotation that nobody saw, which goes.
    for (const letter of 'GW') assert.ok(await isGone(before, after, font, letter), letter);
  });

  it('a font lists and draws the letters of the surviving text, whatever was marked', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOP'), minLength: 1, maxLength: 6 });
    const line = fc.record({ plain: word, marked: word });
    const page = fc.array(line, { minLength: 1, maxLength: 3 });
    const kind = fc.constantFrom(...Object.keys(KINDS));
    await fc.assert(
      fc.asyncProperty(kind, page, page, fc.boolean(), async (name, one, two, both) => {
        const { bytes, font } = await made(KINDS[name]!, [one, two]);
        const result = await redact(bytes, both ? [1, 2] : [1]);
        const left =
          [...one, ...two].map(({ plain }) => plain).join('') +
          (both ? '' : two.map(({ marked }) => marked).join(''));
        const removed =
          one.map(({ marked }) => marked).join('') + (both ? two.map(({ marked }) => marked).join('') : '');
        const [before, after] = [new Opponent(bytes), new Opponent(result.bytes)];
        for (const letter of new Set(left))
          assert.ok(await after.draws(await codeIn(after, font, letter)), `${letter} is lost`);
        for (const letter of new Set(removed)) {
          if (!left.includes(letter))
            assert.ok(await isGone(before, after, font, letter), `${letter} is left`);
        }
        assert.equal(result.report.tellingFonts, 0);
      }),
      { numRuns: 12 },
    );
  });
});
