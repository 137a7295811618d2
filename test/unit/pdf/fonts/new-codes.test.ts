import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { PDFArray, PDFDict, PDFDocument, PDFName, decodePDFRawStream, type PDFRawStream } from 'pdf-lib';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { readCmap, writeCmap } from '../../../../src/pdf/fonts/cmap-table.ts';
import { withNewCodes, withNewGlyphs } from '../../../../src/pdf/fonts/renumber.ts';
import { Sfnt } from '../../../../src/pdf/fonts/sfnt.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { box, literal } from '../content/build.ts';

const port = createInProcessPdf(pdfAssets);
const SANS = new URL('../../../../media/fonts/OpenSans-Regular.ttf', import.meta.url);

type Kind = 'simple' | 'composite';

/** A text as the lines of two pages: what is in `marked` comes first in the document. */
interface Letter {
  readonly marked: string;
  readonly first: string;
  readonly second: string;
}

const lettersIn = (text: string): string[] => [...new Set(text)];

/** A document whose font numbers letters, and their outlines, in the order in which they come. */
async function letter({ marked, first, second }: Letter, kind: Kind, copied = false): Promise<Uint8Array> {
  const letters = lettersIn(marked + first + second);
  const doc = await PDFDocument.create({ updateMetadata: false });
  const { context } = doc;
  const font = Sfnt.read(readFileSync(SANS))!;
  const unicode = readCmap(font.table('cmap')!).find(({ platform }) => platform === 3)!;
  const glyphs = new Map(letters.map((each, i) => [i + 1, unicode.glyphs.get(each.charCodeAt(0))!] as const));
  const tables = [
    { platform: 1, encoding: 0, glyphs },
    { platform: 3, encoding: 0, glyphs: new Map([...glyphs].map(([code, glyph]) => [0xf000 + code, glyph])) },
  ];
  const whole = font.with(new Map([['cmap', writeCmap(tables)]]));
  const program =
    kind === 'simple'
      ? withNewCodes(whole, new Map(letters.map((_, i) => [i + 1, i + 1] as const)))!
      : withNewGlyphs(whole, new Map([...glyphs].map(([code, glyph]) => [glyph, code] as const)))!;
  const stream = (content: string | Uint8Array, dict: Record<string, unknown> = {}) =>
    context.register(context.stream(content, literal(dict) as never));
  const digits = kind === 'simple' ? 2 : 4;
  const hex = (code: number): string => code.toString(16).padStart(digits, '0');
  const map = letters
    .map((each, i) => `<${hex(i + 1)}> <${each.charCodeAt(0).toString(16).padStart(4, '0')}>`)
    .join('\n');
  const made = () => {
    const ToUnicode = stream(
      `begincmap 1 begincodespacerange <${hex(0)}> <${'ff'.repeat(digits / 2)}> endcodespacerange ${letters.length} beginbfchar\n${map}\nendbfchar endcmap`,
    );
    const FontDescriptor = context.register(
      context.obj(
        literal({
          Type: 'FontDescriptor',
          FontName: 'BAAAAA+OpenSans',
          Flags: 4,
          FontBBox: [0, -200, 1000, 900],
          ItalicAngle: 0,
          Ascent: 800,
          Descent: -200,
          CapHeight: 700,
          StemV: 80,
          FontFile2: stream(program, { Length1: program.length }),
        }),
      ),
    );
    const widths = letters.map((_, i) => 600 + i);
    const shared = { Type: 'Font', BaseFont: 'BAAAAA+OpenSans' };
    return context.register(
      context.obj(
        literal(
          kind === 'simple'
            ? {
                ...shared,
                Subtype: 'TrueType',
                FirstChar: 1,
                LastChar: letters.length,
                Widths: widths,
                ToUnicode,
                FontDescriptor,
              }
            : {
                ...shared,
                Subtype: 'Type0',
                Encoding: 'Identity-H',
                ToUnicode,
                DescendantFonts: [
                  {
                    ...shared,
                    Subtype: 'CIDFontType2',
                    CIDSystemInfo: { Supplement: 0 },
                    W: [1, widths],
                    CIDToGIDMap: 'Identity',
                    FontDescriptor,
                  },
                ],
              },
        ),
      ),
    );
  };
  const F1 = made();
  const F2 = copied ? made() : F1;
  const codes = (text: string): string => [...text].map((each) => hex(letters.indexOf(each) + 1)).join('');
  const escaped = (text: string): string =>
    [...Buffer.from(codes(text), 'hex')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  const form = stream(`BT /F1 12 Tf 0 0 Td (${escaped(second)}) Tj ET`, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, -20, 400, 20],
    Resources: { Font: { F1: F2 } },
  });
  const contents = [
    `BT /F1 12 Tf 20 250 Td <${codes(marked)}> Tj ET % zo "Tw\nBT /F1 12 Tf 20 200 Td [<${codes(first.slice(0, 2))}> -20 (${escaped(first.slice(2))})] TJ ET`,
    `q 1 0 0 1 20 200 cm /X1 Do Q`,
  ];
  for (const [index, content] of contents.entries()) {
    const page = doc.addPage([500, 300]).node;
    const Font = { F1: index === 0 ? F1 : F2 };
    page.set(PDFName.of('Contents'), stream(content));
    page.set(PDFName.of('Resources'), context.obj(literal({ Font, XObject: { X1: form } })));
  }
  return doc.save({ useObjectStreams: false });
}

/** What an opponent reads: the letters of the font by their codes, how many glyphs it has, and content. */
async function told(
  bytes: Uint8Array,
  index = 0,
): Promise<{ letters: string; glyphs: number; content: string }> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const decoded = (value: unknown): Buffer => Buffer.from(decodePDFRawStream(value as PDFRawStream).decode());
  const page = doc.getPage(index).node;
  const named = (resources: PDFDict, category: string, name: string): unknown =>
    resources.lookup(PDFName.of(category), PDFDict).lookup(PDFName.of(name));
  const own = page.Resources()!;
  const form = index === 1 ? (named(own, 'XObject', 'X1') as PDFRawStream).dict : undefined;
  const font = named(form?.lookup(PDFName.of('Resources'), PDFDict) ?? own, 'Font', 'F1') as PDFDict;
  const map = decoded(font.lookup(PDFName.of('ToUnicode'))).toString('latin1');
  const pairs = [...map.slice(map.indexOf('beginbfchar')).matchAll(/<([\da-f]{2,4})> <([\da-f]{4})>/gi)].map(
    ([, code, target]): [number, string] => [
      Number.parseInt(code!, 16),
      String.fromCharCode(Number.parseInt(target!, 16)),
    ],
  );
  const descendants = font.lookup(PDFName.of('DescendantFonts'));
  const drawn = descendants instanceof PDFArray ? descendants.lookup(0, PDFDict) : font;
  const program = decoded(
    drawn.lookup(PDFName.of('FontDescriptor'), PDFDict).lookup(PDFName.of('FontFile2')),
  );
  const maxp = Buffer.from(Sfnt.read(program)!.table('maxp')!);
  const contents = page.lookup(PDFName.of('Contents'));
  const parts =
    contents instanceof PDFArray ? contents.asArray().map((ref) => doc.context.lookup(ref)) : [contents];
  return {
    letters: pairs
      .sort(([a], [b]) => a - b)
      .map(([, each]) => each)
      .join(''),
    glyphs: maxp.readUInt16BE(4),
    content: parts.map((part) => decoded(part).toString('latin1')).join('\n'),
  };
}

const redact = (bytes: Uint8Array, bottom: number, top: number) =>
  port.redact({
    bytes,
    marks: [{ id: 'm', page: 1, kind: 'area', quads: [box(15, bottom, 400, top)], codes: ['10.2.e'] }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'off',
  });

for (const kind of ['simple', 'composite'] as const)
  describe(`codes in the order of use, of a ${kind} font`, () => {
    const NAME = { marked: 'Wim Backhuys', first: 'Bak uw hsiymc', second: 'Wie zoekt' };

    it('no longer tell what was removed from the beginning', async () => {
      const source = await letter(NAME, kind);
      const before = await told(source);
      assert.ok(before.letters.startsWith('Wim Backhuys'), 'positive control');
      const { bytes, report } = await redact(source, 245, 270);
      assert.deepEqual(
        report.pages.map(({ method }) => method),
        ['removed', 'unchanged'],
      );
      const after = await told(bytes);
      const visible = lettersIn(NAME.first + NAME.second);
      assert.equal(after.letters, visible.join(''));
      assert.equal(after.glyphs, visible.length + 1);
      // The text is the same, and all else of the content.
      const texts = (await port.text(bytes)).map(({ characters }) =>
        characters.map(({ text }) => text).join(''),
      );
      assert.deepEqual(
        texts.map((text) => text.trim()),
        [NAME.first, NAME.second],
      );
      assert.match(after.content, /% zo "Tw\nBT \/F1 12 Tf 20 200 Td \[/);
      const codes = kind === 'simple' ? /<0102> -20 \(\x03\x04/ : /<00010002> -20 \(\0\x03\0\x04/;
      assert.match(after.content, codes);
    });

    it('do so neither in another copy of the font', async () => {
      const source = await letter(NAME, kind, true);
      assert.ok((await told(source, 1)).letters.startsWith('Wim Backhuys'), 'positive control');
      const { bytes } = await redact(source, 245, 270);
      assert.equal((await told(bytes, 1)).letters, 'Wie zokt');
    });

    it('do not, where nothing widens spaces, by the letter that has the code of one', async () => {
      const rest = { first: 'abcdefghijklmnopqrstuvwxyz0123456789', second: 'Wie?' };
      const source = await letter({ marked: 'ABCDEFGHIJKLM', ...rest }, kind);
      assert.ok((await told(source)).content.includes('"Tw'), 'positive control');
      const { bytes } = await redact(source, 245, 270);
      assert.equal((await told(bytes)).letters, lettersIn(rest.first + rest.second).join(''));
    });

    it('stay, to the byte, where the visible text has the same order', async () => {
      const source = await letter({ ...NAME, first: 'Bak huys' }, kind);
      const { bytes } = await redact(source, 195, 220);
      const [before, after] = [await told(source), await told(bytes)];
      assert.equal(after.letters, before.letters);
      assert.ok(after.content.includes(kind === 'simple' ? '<010203040506' : '<000100020003'));
    });
  });
