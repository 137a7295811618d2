import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName, PDFStream } from 'pdf-lib';
import { bytesAt, trimToUnicode } from '../../../../src/pdf/fonts/lists.ts';

const codes = (text: string): Set<number> => new Set([...text].map((letter) => letter.charCodeAt(0)));

/** A ToUnicode map after letters were removed: as it was written, or anew. */
async function trimmed(map: string, shown: string, lost: string): Promise<'as it was' | 'anew'> {
  const { context } = await PDFDocument.create();
  const stream = context.register(context.stream(`begincmap ${map} endcmap`));
  const font = context.obj({ Type: 'Font', ToUnicode: stream });
  trimToUnicode(font, codes(shown), codes(lost));
  assert.ok(font.lookup(PDFName.of('ToUnicode')) instanceof PDFStream);
  return font.get(PDFName.of('ToUnicode')) === stream ? 'as it was' : 'anew';
}

const RANGE = '1 beginbfrange <20> <7e> <0020> endbfrange';
const LIST = '3 beginbfchar <41> <0041> <42> <0042> <5a> <005a> endbfchar';
const RUN = '1 beginbfrange <41> <45> <0041> endbfrange';

describe('the map of a font from codes to letters', () => {
  it('stays where it names a whole range of letters, most of them never used', async () => {
    assert.equal(await trimmed(RANGE, 'AB', 'Z'), 'as it was');
  });

  it('is made anew where it is a list of what is used', async () => {
    assert.equal(await trimmed(LIST, 'AB', 'Z'), 'anew');
    assert.equal(await trimmed(RUN, 'AB', 'CDE'), 'anew');
    assert.equal(await trimmed(`${RANGE} ${LIST}`, 'AB', 'Z'), 'anew');
    // Of ranges cut to a hundred letters all but a few may have been used.
    assert.equal(
      await trimmed(RANGE, 'AB', [...Array(90).keys()].map((i) => String.fromCharCode(35 + i)).join('')),
      'anew',
    );
  });

  it('keeps entries apart that some readers skip, since their number is not the one that is announced', async () => {
    const { context } = await PDFDocument.create();
    const map =
      'begincmap 2 beginbfchar <41> <0041> <42> <0042> endbfchar 4 beginbfchar <43> <0043> <5a> <005a> endbfchar endcmap';
    const font = context.obj({ Type: 'Font', ToUnicode: context.register(context.stream(map)) });
    trimToUnicode(font, codes('ABC'), codes('Z'));
    const written = Buffer.from(bytesAt(font, 'ToUnicode')!).toString('latin1');
    assert.deepEqual(
      written.match(/\d+ beginbfchar[^]*?endbfchar/g)?.map((section) => section.replaceAll('\n', ' ')),
      ['2 beginbfchar <41> <0041> <42> <0042> endbfchar', '2 beginbfchar <43> <0043> endbfchar'],
    );
  });

  it('says all of a code that it said before, in that order', async () => {
    const { context } = await PDFDocument.create();
    const twice = '<2d> <002d> <2d> <2010> <2d> <002d>';
    const map = `begincmap 5 beginbfchar <41> <0041> ${twice} <5a> <005a> endbfchar endcmap`;
    const font = context.obj({ Type: 'Font', ToUnicode: context.register(context.stream(map)) });
    trimToUnicode(font, codes('A-'), codes('Z'));
    const written = Buffer.from(bytesAt(font, 'ToUnicode')!).toString('latin1');
    assert.match(
      written.replaceAll('\n', ' '),
      / beginbfchar <2D> <002d> <2D> <2010> <2D> <002d> <41> <0041> endbfchar/,
    );
  });

  it('keeps entries apart that some readers skip, since a range next to them leaves its row of codes', async () => {
    const { context } = await PDFDocument.create();
    const map =
      'begincmap 1 beginbfchar <0141> <0041> endbfchar ' +
      '2 beginbfrange <0142> <0144> <0042> <01f0> <0205> <0061> endbfrange endcmap';
    const font = context.obj({ Type: 'Font', ToUnicode: context.register(context.stream(map)) });
    trimToUnicode(font, new Set([0x141, 0x142, 0x202]), new Set([0x143]));
    const written = Buffer.from(bytesAt(font, 'ToUnicode')!).toString('latin1');
    assert.deepEqual(
      written.match(/\d+ beginbfchar[^]*?endbfchar/g)?.map((section) => section.replaceAll('\n', ' ')),
      ['1 beginbfchar <0141> <0041> endbfchar', '3 beginbfchar <0142> <0042> <0202> <0073> endbfchar'],
    );
  });

  it('keeps of a range of several rows what some readers take of it apart from the rest, in the order of the map', async () => {
    const { context } = await PDFDocument.create();
    const map =
      'begincmap 1 beginbfrange <00ff> <01ff> <0e0b> endbfrange 2 beginbfchar <0130> <0e40> <0250> <0e50> endbfchar endcmap';
    const font = context.obj({ Type: 'Font', ToUnicode: context.register(context.stream(map)) });
    trimToUnicode(font, new Set([0xff, 0x130, 0x131]), new Set([0x250]));
    const written = Buffer.from(bytesAt(font, 'ToUnicode')!).toString('latin1');
    assert.deepEqual(
      written.match(/\d+ beginbfchar[^]*?endbfchar/g)?.map((section) => section.replaceAll('\n', ' ')),
      [
        '2 beginbfchar <0130> <0e3c> endbfchar',
        '2 beginbfchar <00FF> <0e0b> <0130> <0e40> endbfchar',
        '2 beginbfchar <0131> <0e3d> endbfchar',
      ],
    );
  });

  it('is made anew in another copy of a font that lost letters', async () => {
    assert.equal(await trimmed(RANGE, 'AB', ''), 'anew');
  });
});
