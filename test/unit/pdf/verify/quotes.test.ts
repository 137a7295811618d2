import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFHexString, PDFName } from 'pdf-lib';
import { parse } from '../../../../src/pdf/document/load.ts';
import { searchQuotes } from '../../../../src/pdf/verify/quotes.ts';
import { document } from '../../../conformance/hiding/builder.ts';

describe('search for quotes', () => {
  const hits = async (content: string, quote: string): Promise<string[]> => {
    const { doc } = await parse(document([{ content }]));
    return searchQuotes(doc, [quote], () => '').map(({ place }) => place);
  };

  it('takes no word of the format for a quote', async () => {
    const content = '/Span <</ActualText (weg)/Lang (nl)>> BDC EMC /Artifact <</Type/Pagination>> BDC EMC';
    for (const word of ['Text', 'Span', 'Artifact', 'Page']) assert.deepEqual(await hits(content, word), []);
  });

  it('finds the same word where it is shown, and a word that an author made a name of', async () => {
    assert.deepEqual(await hits('/Span <</ActualText (weg)>> BDC (Text) Tj EMC', 'Text'), ['content']);
    assert.deepEqual(await hits('/Zebravink BMC EMC', 'Zebravink'), ['content']);
  });

  it('takes no digits of places and sizes for a quote', async () => {
    const content = '0.0001 Tc 10.0001 20 m 1 0 0 1 5 7.0001 cm .0001 0.5 1 rg';
    assert.deepEqual(await hits(content, '0001'), []);
    assert.deepEqual(await hits('BT (0.0001 is te weinig) Tj ET', '0001'), ['content']);
    assert.deepEqual(await hits('/X <</Note 0.0001>> DP', '0001'), ['content']);
  });

  it('takes no whole numbers of a path or between the strings that TJ shows for a quote, but those in strings', async () => {
    for (const content of ['5 2202 m 2202 7 l 1 2 3 4 -2202 6 c S', 'BT [(a)-2202(b) 2202<63>]TJ ET'])
      assert.deepEqual(await hits(content, '2202'), [], content);
    assert.deepEqual(await hits('/P <</MCID 2202>>BDC BT (a) Tj ET EMC', '2202'), []);
    for (const content of [
      '/P <</MCID 7/Note 2202>>BDC BT (a) Tj ET EMC',
      '/P <</MCID 7 2202>>BDC BT (a) Tj ET EMC',
      '/P <</MCID (2202)>>BDC BT (a) Tj ET EMC',
      'BT [(a)-7(b 2202 5) 3]TJ ET',
      'BT (a (b) 7 2202 m c) Tj ET',
      '/X <</Note 2202>> DP 5 7 m',
      '/X <</Note (op 5 2202 m)>> DP',
      'BX 2202 7 foo EX',
    ])
      assert.deepEqual(await hits(content, '2202'), ['content'], content);
    assert.deepEqual(await hits('123456782 7 m', '123456782'), ['content']);
  });

  it('takes no whole numbers of a path for a quote behind a string that shows a parenthesis', async () => {
    for (const shown of ['(a\\(b)', '(a\\)b)', '<28412202>', '<5c2202>'])
      assert.deepEqual(await hits(`BT ${shown} Tj ET 5 2202 m 2202 7 l S`, '2202'), [], shown);
    for (const shown of ['(a\\(b 22\\0602)', '(a\\(b 2202 5)', '<2832323032>'])
      assert.deepEqual(await hits(`BT ${shown} Tj ET 5 6 m 7 8 l S`, '2202'), ['content'], shown);
  });

  it('takes no digits of a hexadecimal string for a short quote of such digits, but what the string says', async () => {
    for (const quote of ['9002', 'cafe', '90 02'])
      assert.deepEqual(await hits(`BT <0029${quote.replace(' ', '')}1400> Tj ET`, quote), [], quote);
    assert.deepEqual(await hits('BT <39302030 32> Tj ET', '90 02'), ['content']);
    assert.deepEqual(await hits('BT (90 02) Tj ET', '90 02'), ['content']);
    assert.deepEqual(await hits('BT <0039003000300032> Tj ET', '9002'), ['content']);
    assert.deepEqual(await hits('BT <39303032> Tj ET', '9002'), ['content']);
    assert.deepEqual(await hits('BT (9002) Tj ET', '9002'), ['content']);
  });

  it('takes no parenthesis that delimits a string for one of a quote, but those that a string shows', async () => {
    for (const content of ['BT (vinken) Tj ET', 'BT [(zie )-3(vinken)] TJ ET'])
      for (const quote of ['(vinken', 'vinken)', '(vinken)'])
        assert.deepEqual(await hits(content, quote), [], `${quote} in ${content}`);
    for (const content of ['BT (\\(vinken\\)) Tj ET', 'BT (zie (vinken)) Tj ET', '% (vinken)\nBT ET'])
      for (const quote of ['(vinken', 'vinken)', '(vinken)'])
        assert.deepEqual(await hits(content, quote), ['content'], `${quote} in ${content}`);
    assert.deepEqual(await hits('BT <2876696E6B656E> Tj ET', '(vinken'), ['content']);
  });

  it('reads addresses without their escapes, and in base64', async () => {
    const inAddress = async (rest: string): Promise<number> => {
      const link = `<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://voorbeeld.nl/${rest})>>>>`;
      const { doc } = await parse(document([{ content: '', extra: `/Annots[${link}]` }]));
      return searchQuotes(doc, ['Zebra Vink'], () => '').length;
    };
    for (const rest of ['Zebra%20Vink', 'Zebra%2520Vink', `?u=${btoa('naam=Zebra Vink')}`])
      assert.ok((await inAddress(rest)) > 0, rest);
    assert.equal(await inAddress('Zeb%20Vink'), 0);
  });

  it('reads hexadecimal strings with white space between their digits', async () => {
    for (const digits of [
      '5A 65 62 72 61\n76696E6B',
      '5 A6 5627 2617 6696 E6B',
      'FEFF 005A0065 0062 0072 0061 0076 0069 006E 006B',
    ]) {
      const { doc } = await parse(document([{ content: '' }]));
      doc.catalog.set(PDFName.of('Note'), PDFHexString.of(digits));
      const found = searchQuotes(doc, ['Zebravink'], () => '');
      assert.deepEqual(
        found.map(({ place }) => place),
        ['string'],
        digits,
      );
    }
  });

  it('reads them so in content, too, and digits of both cases', async () => {
    for (const digits of [
      '5A 65 62 72 61\n76696E6B',
      '5 A6 5627 2617 6696 E6B',
      '5A6562726176696e6b',
      '005A0065 0062 0072 0061 0076 0069 006e 006B',
    ])
      for (const content of [`/Tag <</Note <${digits}>>> DP`, `BX <${digits}> foo EX`])
        assert.deepEqual(await hits(content, 'Zebravink'), ['content'], content);
  });

  it('reads escapes wherever they stand, also where nothing is shown', async () => {
    for (const content of [
      'BI /W 1 /H 1 /CS /G /BPC 8 /Note (Ze\\142ravink) ID x EI',
      'BX (Zebra\\\nvink) foo EX',
      '(Zebr\\141\\166ink) 0 0 m n',
      '/Tag <</Note (Zebra\\vink)>> DP',
      '/Ze#62ravink MP',
    ])
      assert.deepEqual(await hits(content, 'Zebravink'), ['content'], content);
    assert.deepEqual(await hits('(Ze\\\\142ravink) 0 0 m n', 'Zebravink'), []);
  });

  it('takes parts of names that glyphs have in many fonts for no quote, but a name that an author gave one', async () => {
    const program = (glyph: string): Buffer =>
      Buffer.from(`%!PS-AdobeFont-1.0: X\n/Encoding 256 array\ndup 1 /${glyph} put\nreadonly def\n`);
    const found = async (glyph: string, quote: string): Promise<string[]> => {
      const { doc } = await parse(document([{ content: '' }]));
      const file = doc.context.flateStream(program(glyph), { Length1: 99, Length2: 0, Length3: 0 });
      doc.catalog.set(PDFName.of('FontFile'), doc.context.register(file));
      return searchQuotes(doc, [quote], () => '').map(({ place }) => place);
    };
    for (const quote of ['superior', 'inferior', 'oldstyle'])
      assert.deepEqual(await found(`a${quote}`, quote), [], quote);
    assert.deepEqual(await found('aZebravink', 'Zebravink'), ['stream']);
    assert.deepEqual(await found('a put dup 32 16', '32 16'), []);
    const names =
      'a put /FullName (Liberation Serif) def /FamilyName (Liberation Serif Jansens) def dup 1 /b';
    assert.deepEqual(await found(names, 'Serif Jansens'), ['stream']);
    for (const quote of ['beration Serif', 'Liberation Serif']) {
      assert.deepEqual(await found(names.replace(' Jansens', ''), quote), [], quote);
      assert.deepEqual(await found(`a put /Notice (De Li${quote})`, `De Li${quote}`), ['stream'], quote);
    }
    for (const quote of ['32 16 54 76', 'Ria Bos', '321654'])
      assert.deepEqual(await found(`a put dup ${quote}`, quote), ['stream'], quote);
  });

  it('reads keys of nobody but the author, and names of glyphs', async () => {
    const found = async (extra: string, quote: string): Promise<string[]> => {
      const { doc } = await parse(document([{ content: '', extra }]));
      return searchQuotes(doc, [quote], () => '').map(({ place }) => place);
    };
    const glyphs = (name: string): string =>
      `/Resources<</Font<</F9<</Type/Font/Subtype/Type3/CharProcs<</${name} null>>/Encoding<</Differences[1/${name}]>>>>>>>>`;
    for (const extra of [
      '/Zebravink 1',
      '/A<</B[<</XZebra#76ink(x)>>]>>',
      '/Resources<</XObject<</X1<</De_Zebravink 1>>>>>>',
    ])
      assert.deepEqual(await found(extra, 'Zebravink'), ['name'], extra);
    assert.deepEqual(await found(glyphs('Zebravink'), 'Zebravink'), ['name', 'name']);
    for (const word of ['MediaBox', 'Parent', 'Resources', 'Procs', 'comma'])
      assert.deepEqual(await found(glyphs('comma'), word), [], word);
    for (const sign of ['angbracketleft', 'parenleftBigg', 'arrowdblleft'])
      assert.deepEqual(await found(glyphs(sign), 'left'), [], sign);
    for (const sign of ['asuperior', 'Eurosuperior', 'dollar.superior', 'a.superior'])
      assert.deepEqual(await found(glyphs(sign), 'superior'), [], sign);
    assert.deepEqual(await found(glyphs('leftJansen'), 'left'), ['name', 'name']);
    assert.deepEqual(await found('/Resources<</XObject<</X1<</ImageMask true>>>>>>', 'Mask'), []);
  });
});
