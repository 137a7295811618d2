import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { CodesByFont } from '../../../../src/pdf/content/fonts/codes.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { glyphName, readCff } from '../../../../src/pdf/fonts/cff-font.ts';
import { numberedFonts } from '../../../../src/pdf/fonts/numbered-fonts.ts';
import { partsOf } from '../../../../src/pdf/fonts/font-parts.ts';
import { bytesAt } from '../../../../src/pdf/fonts/lists.ts';
import { Sfnt } from '../../../../src/pdf/fonts/sfnt.ts';
import { readType1 } from '../../../../src/pdf/fonts/type1-font.ts';
import {
  areKnownCodes,
  areKnownGlyphs,
  areNamesInOrder,
  comeInNoOrder,
} from '../../../../src/pdf/fonts/use-order.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { box, literal } from '../content/build.ts';
import { pictureOf } from '../content/engine.ts';
import {
  cairoCff,
  cairoTrueType,
  listedInOrderOfUse,
  numberedCMap,
  numberedCff,
  numberedCids,
  numberedMap,
  numberedType1,
  numberedType3,
  ownCff,
  shortCMap,
  texCff,
  texType3,
  untoldCff,
  signType3,
  type FontMaker,
} from './made-fonts.ts';

const port = createInProcessPdf(pdfAssets);

/** Kinds of fonts that producers number in the order of use. */
const KINDS: Readonly<Record<string, FontMaker>> = {
  'Type 1 with codes of its own': numberedType1,
  'Compact Font Format with codes by Differences': numberedCff,
  'Compact Font Format with codes of its own': ownCff,
  'Compact Font Format with known codes': cairoCff,
  'TrueType with known codes': cairoTrueType,
  'Compact Font Format by character id': numberedCids,
  'composite with a map of glyphs': numberedMap,
  'composite with a map of codes': numberedCMap,
  'composite with a map of codes of one byte': shortCMap,
  'Type 3 with names that are numbers': numberedType3,
};

interface Letter {
  readonly marked: string;
  readonly first: string;
  readonly second: string;
}

/** What is in `marked` comes first in the document; the font knows the letters in the order in which they come. */
async function letter(maker: FontMaker, { marked, first, second }: Letter): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const { object, code } = await maker(doc, marked + first + second);
  const codes = (text: string): string => `<${[...text].map(code).join('').replaceAll(/[<>]/g, '')}>`;
  const lines = (at: number, text: string): string =>
    text === '' ? '' : `BT /F1 12 Tf 20 ${at} Td ${codes(text)} Tj ET\n`;
  for (const content of [lines(250, marked) + lines(200, first), lines(200, second)]) {
    const page = doc.addPage([500, 300]).node;
    page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
    page.set(PDFName.of('Resources'), doc.context.obj(literal({ Font: { F1: object } })));
  }
  return doc.save({ useObjectStreams: false });
}

/** All that an opponent has of the font, but for the numbers of objects. */
async function told(bytes: Uint8Array): Promise<readonly string[]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const resources = doc.getPage(0).node.Resources()!;
  const font = resources.lookup(PDFName.of('Font'), PDFDict).lookup(PDFName.of('F1'), PDFDict);
  const { descendant, descriptor, program } = partsOf(font);
  const text = (dict: PDFDict | undefined): string =>
    dict?.toString().replaceAll(/\d+ 0 R|[A-Z]{6}\+/g, '') ?? '';
  const encoding = font.lookup(PDFName.of('Encoding'));
  return [
    text(font),
    encoding instanceof PDFDict ? text(encoding) : '',
    text(descendant),
    ...(Buffer.from(bytesAt(font, 'ToUnicode') ?? [])
      .toString('latin1')
      .match(/<\S+> <\S+>/g) ?? []),
    hex(descendant && bytesAt(descendant, 'CIDToGIDMap')),
    ...(program && descriptor ? glyphsOf(bytesAt(descriptor, program.key)!) : []),
  ];
}

function glyphsOf(bytes: Uint8Array): readonly string[] {
  const font = Sfnt.read(bytes);
  if (font) return ['glyf', 'loca', 'cmap', 'hmtx'].map((tag) => hex(font.table(tag)));
  if (bytes[0] !== 1) {
    const { glyphs, encoding } = readType1(bytes)!;
    return [...glyphs.keys(), ...[...encoding].map(([code, name]) => `${code} ${name}`)];
  }
  const cff = readCff(bytes);
  const codes = cff.encoding instanceof Map ? [...cff.encoding] : [];
  return [
    ...cff.charset.map((id, glyph) => (cff.keyedByCid ? String(id) : glyphName(cff, glyph))),
    ...codes.map(([code, glyph]) => `${code} ${glyph}`),
    ...[...cff.strings, ...cff.charstrings].map(hex),
  ];
}

/** Of long tables a digest. */
function hex(bytes: Uint8Array | undefined): string {
  if (!bytes || bytes.length < 64) return Buffer.from(bytes ?? []).toString('hex');
  return createHash('sha256').update(bytes).digest('hex');
}

const redact = (bytes: Uint8Array) =>
  port.redact({
    bytes,
    marks: [{ id: 'm', page: 1, kind: 'area', quads: [box(15, 245, 400, 270)], codes: ['10.2.e'] }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'off',
  });

/** Dark points of a page below the marked line. */
const inkOf = (bytes: Uint8Array, page: number): Buffer => {
  const { pixels, width } = pictureOf(bytes, page, 1);
  return Buffer.from(pixels).subarray(4 * width * 70);
};

const NAME = { marked: 'GBDAE', first: 'HABIDE', second: 'EGDFACB' };
const OTHER = { ...NAME, marked: 'AEBGD' };
/** Begins as it would without its first line. */
const USUAL = { ...NAME, marked: 'HABID' };

for (const [kind, maker] of Object.entries(KINDS))
  describe(`letters in the order of use: ${kind}`, () => {
    it('tell nothing of what was removed from the beginning', async () => {
      const [source, other] = await Promise.all([letter(maker, NAME), letter(maker, OTHER)]);
      assert.notDeepEqual(await told(source), await told(other), 'positive control');
      const { bytes, report } = await redact(source);
      assert.equal(report.tellingFonts, 0);
      assert.deepEqual(await told(bytes), await told((await redact(other)).bytes));
      assert.deepEqual(
        report.pages.map(({ method }) => method),
        ['removed', 'unchanged'],
      );
      for (const page of [0, 1])
        assert.ok(inkOf(bytes, page).equals(inkOf(source, page)), `page ${page + 1}`);
    });

    it('stay, to the byte, where the visible text has the same order', async () => {
      const source = await letter(maker, USUAL);
      assert.deepEqual(await told((await redact(source)).bytes), await told(source));
    });
  });

describe('lists in the order of use', () => {
  it('come in the order of the codes', async () => {
    const [source, other] = await Promise.all([NAME, OTHER].map((each) => letter(listedInOrderOfUse, each)));
    const before = await told(source!);
    assert.notDeepEqual(before, await told(other!), 'positive control');
    const after = await told((await redact(source!)).bytes);
    assert.deepEqual(after, await told((await redact(other!)).bytes));
    const entries = (lines: readonly string[]): string[] =>
      lines.filter((line) => line.startsWith('<0')).map((line) => line.toLowerCase());
    assert.deepEqual(entries(after), entries(before).sort());
  });
});

describe('letters in the order of use that cannot have other numbers', () => {
  it('count as telling', async () => {
    const { report } = await redact(await letter(untoldCff, NAME));
    assert.equal(report.tellingFonts, 1);
    assert.equal((await redact(await letter(untoldCff, USUAL))).report.tellingFonts, 0);
  });
});

describe('letters that come in no order', () => {
  const SPHINX = { marked: 'Quartz', first: 'Sphinxofblackquartz', second: 'judgemyvow' };

  const FEWER = { marked: 'quartz', first: 'sphinx', second: 'judge' };

  for (const [many, used] of [
    ['many', SPHINX],
    ['few', FEWER],
  ] as const)
    it(`keep their codes, which nothing else may tell, where they are ${many}`, async () => {
      const { bytes, report } = await redact(await letter(texType3, used));
      assert.equal(report.tellingFonts, 0);
      const doc = await PDFDocument.load(bytes, { updateMetadata: false });
      const fonts = doc.getPage(0).node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
      const names = fonts.lookup(PDFName.of('F1'), PDFDict).lookup(PDFName.of('CharProcs'), PDFDict).keys();
      const kept = new Set(used.first + used.second);
      assert.deepEqual(
        names.map((name) => name.decodeText()).sort(),
        [...kept].map((each) => `a${each.charCodeAt(0)}`).sort(),
      );
    });

  it('keep codes of signs, which readers take for what they are', async () => {
    const { report } = await redact(await letter(signType3, { marked: 'fade', first: 'cab', second: 'beg' }));
    assert.equal(report.tellingFonts, 0);
  });

  it('are told by those that no mark took', () => {
    const alphabet = Array.from({ length: 26 }, (_, i) => i);
    const mixed = new Set(alphabet.map((i) => (i * 11) % 26));
    assert.ok(comeInNoOrder(mixed, new Set()));
    assert.ok(!comeInNoOrder(new Set(alphabet), new Set()));
    assert.ok(!comeInNoOrder(mixed, new Set(alphabet.slice(0, 10))));
    // Two parts of a document, the second one first.
    assert.ok(!comeInNoOrder(new Set([...alphabet.slice(13), ...alphabet.slice(0, 13)]), new Set()));
  });
});

describe('numbers that may tell the order of use', () => {
  const told = (text: string, first = 1) =>
    [...text].map((each, i) => ({ code: first + i, text: each, name: undefined }));

  it('are none of the alphabet, of a known encoding or of a larger font', () => {
    assert.ok(areKnownGlyphs(told('ABCDEGabdefhiklmnoprstuvw')));
    assert.ok(areKnownGlyphs([...told('Wim B'), { code: 900, text: 'k', name: undefined }]));
    assert.ok(areKnownCodes(told('ABCDEFGH', 65)));
    assert.ok(!areKnownGlyphs(told('Wim Backhuys')));
    assert.ok(!areKnownCodes(told('Wim Backhuys', 33)));
  });

  it('are no codes of an encoding that a font lists whole', async () => {
    const numbering = async (maker: FontMaker): Promise<boolean | undefined> => {
      const doc = await PDFDocument.load(await letter(maker, NAME));
      const fonts = doc.getPage(0).node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
      const font = fonts.lookup(PDFName.of('F1'), PDFDict);
      const lost = new CodesByFont();
      lost.add(font, 1);
      return numberedFonts(doc, new Set([font]), lost).get(font)?.codes;
    };
    assert.equal(await numbering(ownCff), true);
    assert.notEqual(await numbering(texCff), true);
  });

  it('are no places of glyphs in the order of their names', () => {
    assert.ok(areNamesInOrder(['A', 'a', 'B', 'b', 'comma', 'D', 'd', 'eight', 'f', 'g', 'zero']));
    assert.ok(areNamesInOrder(['A', 'B', 'a', 'b', 'comma', 'd']));
    assert.ok(!areNamesInOrder(['J', 'a', 'n', 's', 'e', 'comma']));
    assert.ok(!areNamesInOrder(Array.from({ length: 30 }, (_, i) => `g${i}`)));
  });

  it('may be in order by chance where there are few', () => {
    assert.ok(areKnownGlyphs(told('abcde')));
    assert.ok(!areKnownGlyphs(told('abced')));
  });
});
