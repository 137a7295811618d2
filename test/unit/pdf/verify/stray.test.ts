import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { parse } from '../../../../src/pdf/document/load.ts';
import { betweenObjects } from '../../../../src/pdf/verify/between-objects.ts';
import { checkFile } from '../../../../src/pdf/verify/file-proof.ts';
import { countStray } from '../../../../src/pdf/verify/stray.ts';
import { ANCHOR, PdfBuilder, document } from '../../../conformance/hiding/builder.ts';

const IMAGE = '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8';
const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 9 9]';

interface Place {
  readonly resources?: string;
  readonly extra?: string;
  readonly catalog?: string;
}

function file(make: (builder: PdfBuilder) => Place): Uint8Array {
  const builder = new PdfBuilder();
  const { catalog, ...page } = make(builder);
  return document([{ content: ANCHOR, ...page }], { builder, ...(catalog === undefined ? {} : { catalog }) });
}

const DRAWN: Readonly<Record<string, (builder: PdfBuilder) => Place>> = {
  'in resources, in a form, and as a mask': (builder) => {
    const mask = builder.stream('a', IMAGE);
    const image = builder.stream('b', `${IMAGE}/SMask ${mask} 0 R`);
    const form = builder.stream('/I Do', `${FORM}/Resources<</XObject<</I ${image} 0 R>>>>`);
    return { resources: `/XObject<</F ${form} 0 R>>` };
  },
  'in a pattern, a soft mask and a glyph': (builder) => {
    const image = builder.stream('c', IMAGE);
    const own = `/Resources<</XObject<</I ${image} 0 R>>>>`;
    const tile = builder.stream(
      '/I Do',
      `/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9${own}`,
    );
    const group = builder.stream('/I Do', FORM + own);
    const state = `<</SMask<</S/Luminosity/G ${group} 0 R>>>>`;
    return { resources: `/Pattern<</P ${tile} 0 R>>/ExtGState<</G ${state}>>` };
  },
  'in what is left of a page that is taken for a list of properties': () => ({
    resources: '/Properties<</MC0<</Type/Page>>>>',
  }),
  'in a look of an annotation, by its state': (builder) => {
    const look = builder.stream('', FORM);
    return {
      extra: `/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N<</On ${look} 0 R>>>>/AS/On>>]`,
    };
  },
};

const STRAY: Readonly<Record<string, (builder: PdfBuilder) => Place>> = {
  'an alternate of a picture': (builder) => {
    const other = builder.stream('d', IMAGE);
    const image = builder.stream('e', `${IMAGE}/Alternates[<</Image ${other} 0 R>>]`);
    return { resources: `/XObject<</I ${image} 0 R>>` };
  },
  'a picture that an element of the structure is about': (builder) => {
    const image = builder.stream('f', IMAGE);
    return {
      catalog: `/StructTreeRoot<</K<</S/Figure/K<</Type/OBJR/Obj ${image} 0 R>>>>>>`,
    };
  },
  'a form under a key of a program': (builder) => ({
    catalog: `/Program[<</Kept ${builder.stream('', FORM)} 0 R>>]`,
  }),
  'a page that is in no tree': (builder) => {
    const content = builder.stream(ANCHOR);
    return { catalog: `/Program ${builder.add(`<</Type/Page/Contents ${content} 0 R>>`)} 0 R` };
  },
};

describe('what a file holds that no page comes to', () => {
  for (const [name, make] of Object.entries(DRAWN)) {
    it(`is no picture or form ${name}`, async () => {
      const { doc } = await parse(file(make));
      assert.equal(countStray(doc), 0);
    });
  }
  for (const [name, make] of Object.entries(STRAY)) {
    it(`is ${name}, which a redacted file may not hold`, async () => {
      const bytes = file(make);
      const { doc } = await parse(bytes);
      assert.equal(countStray(doc), 1);
      assert.ok(checkFile(bytes, doc).some(({ kind }) => kind === 'attachment'));
    });
  }

  const outside = (bytes: Uint8Array): string[] =>
    betweenObjects(bytes).map((each) => Buffer.from(each).toString('latin1'));
  const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

  it('is what stands before, between and behind the objects, in comments and behind the data of a stream', () => {
    const text = Buffer.from(file(() => ({}))).toString('latin1');
    assert.equal(outside(latin1(text)).join('').match(/\w+/g), null);
    const told = text
      .replace('%PDF-1.7', '%PDF-1.7 Voorop')
      .replace('endobj\n', 'endobj\n%Ertussen\n(ook zo) ')
      .replace('<</Type/Page/', '<<% Erin\n/Type/Page/')
      .replace('\nendstream', '\n(Erachter) endstream')
      .replace('%%EOF', '%Achteraan\n%%EOF');
    assert.deepEqual(outside(latin1(told)).join('').match(/\w+/g), [
      'Voorop',
      'Ertussen',
      'ook',
      'zo',
      'Erachter',
      'Erin',
      'Achteraan',
    ]);
  });

  it('is a comment in an object stream', () => {
    const data = deflateSync(Buffer.from('1 0 <</A(geen % commentaar)>> % Verstopt'));
    const head = `%PDF-1.7\n2 0 obj\n<</Type/ObjStm/N 1/First 4/DL<</Length 3>>/Length ${data.length}/Filter/FlateDecode>>stream\n`;
    const bytes = Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\n%%EOF')]);
    assert.deepEqual(outside(new Uint8Array(bytes)).join('').match(/\w+/g), ['Verstopt']);
  });
});
