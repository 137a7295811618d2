import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import { PdfError, type PdfErrorCode, type PdfPort } from '../../../src/core/ports/pdf.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import {
  AFTER,
  ANCHOR,
  BEFORE,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  document,
  linePlaces,
  mark,
} from '../hiding/builder.ts';
import { qpdf } from '../qpdf.ts';
import { popplerText, requireReaders } from '../readers.ts';

/*
 * Files that are wrong on purpose, through workers with their limits: each gets an answer, proven or a refusal with
 * a reason, and the port goes on with the next.
 */

const marks = [mark([linePlaces().quad])];
const page = { content: PLAIN_LINE + ANCHOR };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** The file with its cross-references off by some bytes, or with none at all. */
const wrongOffsets = (): Uint8Array =>
  bytesOf(
    latin1(document([page])).replace(
      /^(\d{10}) 00000 n/gm,
      (_, at: string) => `${String(Number(at) + 7).padStart(10, '0')} 00000 n`,
    ),
  );
const noXref = (): Uint8Array =>
  bytesOf(latin1(document([page])).replace(/xref\n0[\s\S]*?trailer/, 'trailer'));

/** The cross-reference of the page points at another object. */
function wrongPage(): Uint8Array {
  const text = latin1(document([page]));
  const rows = [...text.matchAll(/^\d{10} 00000 n/gm)].map(([row]) => row);
  const offset = text.search(/\d+ 0 obj\n<<\/Type\/Page\/Parent/);
  return bytesOf(text.replace(`${String(offset).padStart(10, '0')} 00000 n`, rows[0]!));
}

const wrongTrailer = (): Uint8Array => bytesOf(latin1(document([page])).replace('trailer\n', 'trailer 3\n'));

/** A tree that tells of two pages, of which the second is a node without leaves. */
function fewerPages(): Uint8Array {
  const text = latin1(document([page]));
  return bytesOf(
    text.replace(/\/Kids\[(\d+) 0 R\]\/Count 1/, (_, kid: string) => `/Kids[${kid} 0 R 99 0 R]/Count 2`),
  );
}

/** The catalog, the tree and the page in an object stream that does not say so. */
const unnamedObjectStream = (): Uint8Array =>
  bytesOf(latin1(qpdf(document([page]), ['--object-streams=generate'])).replace('/ObjStm', '/Potato'));

/** The owner's password is empty: readers that try it open the file. */
const emptyOwner = (): Uint8Array =>
  qpdf(document([page]), ['--encrypt', 'geheim', '', '256', '--allow-insecure', '--']);

/** A tree whose node is its own grandchild. */
function loopInTree(): Uint8Array {
  const builder = new PdfBuilder();
  const tree = builder.reserve();
  const node = builder.reserve();
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  const leaf = builder.add(
    `<</Type/Page/Parent ${node} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>/Contents ${builder.stream(page.content)} 0 R>>`,
  );
  builder.set(node, `<</Type/Pages/Parent ${tree} 0 R/Kids[${leaf} 0 R ${tree} 0 R ${node} 0 R]/Count 1>>`);
  builder.set(tree, `<</Type/Pages/Kids[${node} 0 R]/Count 1>>`);
  return builder.build(builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`));
}

/** A tree that has the font of its page for a second one, of another size than a page that says nothing of it. */
function fontAmongPages(): Uint8Array {
  const builder = new PdfBuilder();
  const tree = builder.reserve();
  const font = builder.add(
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[90/Z 120/x]>>>>',
  );
  const leaf = builder.add(`<</Type/Page/Parent ${tree} 0 R/Contents ${builder.stream(page.content)} 0 R>>`);
  const shared = `/MediaBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>`;
  builder.set(tree, `<</Type/Pages${shared}/Kids[${leaf} 0 R ${font} 0 R]/Count 2>>`);
  return builder.build(builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`));
}

/** Two forms that draw one another. */
function loopInForms(): Uint8Array {
  const builder = new PdfBuilder();
  const [one, two] = [builder.reserve(), builder.reserve()];
  const form = (other: number): { dict: string; data: string } => ({
    dict: `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X ${other} 0 R>>>>`,
    data: '0 0 1 rg 300 695 20 20 re f /X Do',
  });
  builder.set(one, form(two));
  builder.set(two, form(one));
  return document([{ content: `${page.content}/X Do`, resources: `/XObject<</X ${one} 0 R>>` }], { builder });
}

/** A form that writes and draws itself, each time at half the size. */
function shrinking(): Uint8Array {
  const builder = new PdfBuilder();
  const form = builder.reserve();
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  builder.set(form, {
    dict: `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>/XObject<</X ${form} 0 R>>>>`,
    data: 'BT /F1 24 Tf 40 400 Td (Alles is ijl) Tj ET 0.5 0 0 0.5 25 25 cm /X Do',
  });
  return document([{ content: `${page.content} q /X Do Q`, resources: `/XObject<</X ${form} 0 R>>` }], {
    builder,
  });
}

/** A Type 3 glyph that shows itself. */
function cyclicType3(): Uint8Array {
  const builder = new PdfBuilder();
  const font = builder.reserve();
  const glyph = builder.stream('1000 0 d0 BT /T3 1 Tf (a) Tj ET 0 0 500 500 re f');
  builder.set(
    font,
    `<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 97/Widths[1000]/Encoding<</Differences[97/a]>>/CharProcs<</a ${glyph} 0 R>>/Resources<</Font<</T3 ${font} 0 R>>>>>>`,
  );
  const content = `${page.content}BT /T3 20 Tf 200 700 Td (aaa) Tj ET`;
  return document([{ content, fonts: `/T3 ${font} 0 R` }], { builder });
}

/** A gigabyte of spaces: 64 megabytes that deflate to some kilobytes, sixteen times. */
function bomb(): Uint8Array {
  const builder = new PdfBuilder();
  const megabyte = Buffer.alloc(1 << 20, ' ');
  const once = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => megabyte)));
  const content = builder.add({ dict: '/Filter/FlateDecode', data: once });
  const contents = Array.from({ length: 16 }, () => `${content} 0 R`).join(' ');
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  const tree = builder.reserve();
  const kid = builder.add(
    `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>/Contents[${builder.stream(page.content)} 0 R ${contents}]>>`,
  );
  builder.set(tree, `<</Type/Pages/Kids[${kid} 0 R]/Count 1>>`);
  return builder.build(builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`));
}

const huge = '9'.repeat(300);
const REFUSALS: readonly PdfErrorCode[] = [
  'damaged',
  'no-pages',
  'unprovable',
  'too-large',
  'timeout',
  'out-of-memory',
];

/** `sound`: a reader makes sense of it, so it must be redacted. */
const FILES: Readonly<Record<string, { readonly make: () => Uint8Array; readonly sound: boolean }>> = {
  'cross-references that point beside the objects': { make: wrongOffsets, sound: true },
  'no cross-references at all': { make: noXref, sound: true },
  'a page whose cross-reference points elsewhere': { make: wrongPage, sound: true },
  'a trailer that is none': { make: wrongTrailer, sound: true },
  'fewer pages than the tree tells': { make: fewerPages, sound: true },
  'a font among the pages': { make: fontAmongPages, sound: true },
  'an object stream of another name': { make: unnamedObjectStream, sound: true },
  'a password that only the user needs': { make: emptyOwner, sound: true },
  'a loop in the page tree': { make: loopInTree, sound: true },
  'forms that draw one another': { make: loopInForms, sound: true },
  'a form that draws itself ever smaller': { make: shrinking, sound: true },
  'a Type 3 glyph that shows itself': { make: cyclicType3, sound: false },
  'a page that inflates to a gigabyte': { make: bomb, sound: false },
  'matrices that are no numbers': {
    make: () =>
      document([
        { content: `${page.content} q NaN 0 0 NaN 0 0 cm ${huge} 0 0 ${huge} 0 0 cm 0 0 1 1 re f Q` },
      ]),
    sound: true,
  },
  'a matrix of nothing': {
    make: () =>
      document([{ content: `${page.content} q 0 0 0 0 0 0 cm 0 0 1 1 re f BT /F1 12 Tf (x) Tj ET Q` }]),
    sound: true,
  },
  'a font that is not there': {
    make: () => document([{ content: `${page.content} BT /Weg 12 Tf 72 500 Td (Zonderletter) Tj ET` }]),
    sound: true,
  },
  'a font whose parts are missing': {
    make: () =>
      document([
        {
          content: `${page.content} BT /F2 12 Tf 72 500 Td <0001> Tj ET`,
          fonts: '/F2<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[99 0 R]>>',
        },
      ]),
    sound: true,
  },
};

describe('bad input', function () {
  this.timeout(60_000);
  let port: PdfPort;
  before(() => {
    requireReaders();
    port = openPdfPort({ threads: 1, silenceLimit: 8_000 });
  });
  after(() => port.dispose());

  const redact = async (bytes: Uint8Array): Promise<string> => {
    const result = await port.redact({
      bytes,
      marks,
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.ok(result.report.ok);
    return popplerText(result.bytes);
  };

  for (const [what, { make, sound }] of Object.entries(FILES)) {
    it(what, async () => {
      try {
        const text = await redact(make());
        assert.ok(!text.includes(SECRET), 'the secret is left');
        if (sound) assert.ok(text.includes(BEFORE) && text.includes(AFTER), 'text beside the mark is gone');
      } catch (error) {
        if (!(error instanceof PdfError)) throw error;
        assert.ok(!sound, `refused: ${error.code} ${error.message}`);
        assert.ok(REFUSALS.includes(error.code), `${error.code} ${error.message}`);
      }
      assert.ok((await redact(document([page]))).includes(AFTER), 'the next file is not redacted');
    });
  }
});
