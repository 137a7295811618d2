import assert from 'node:assert/strict';
import { StandardFontEmbedder, StandardFonts, type PDFContext } from 'pdf-lib';
import { describe, it } from 'mocha';
import type { WidthProtection } from '../../../../src/core/ports/pdf.ts';
import { box, buildPdf, redact } from './build.ts';
import { contentOf } from './checks.ts';

const helvetica = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
const SIZE = 12;
const LEFT = 30;
const BASE = 200;
const widthOf = (text: string): number => helvetica.widthOfTextAtSize(text, SIZE);
const before = 'voor ';
const from = LEFT + widthOf(before);
const at = (x: number): string => x.toFixed(3);

/** Letters with their places. */
const placed = (secret: string): { readonly letter: string; readonly x: number; readonly width: number }[] =>
  [...secret].map((letter, i) => ({
    letter,
    x: from + widthOf(secret.slice(0, i)),
    width: widthOf(letter),
  }));
const each = (secret: string, write: (letter: string, x: number, width: number) => string): string =>
  placed(secret)
    .map(({ letter, x, width }) => write(letter, x, width))
    .join(' ');
const startOfLine = `BT /F1 ${SIZE} Tf ${LEFT} ${BASE} Td (${before}) Tj`;
const behind = (secret: string): string => at(from + widthOf(secret));
const back = (secret: string): string => at(LEFT - from - widthOf(secret));
const end = (secret: string): string => at(from + widthOf(`${secret} na`));
const next = `BT /F1 ${SIZE} Tf ${LEFT} 150 Td (onder) Tj ET`;
const offset = (secret: string): string =>
  `${startOfLine} ${at(from - LEFT)} 0 Td ${each(secret, (letter, _, width) => `(${letter}) Tj ${at(width)} 0 Td`)}`;

/** Numbers that correct what was rounded in the letters before them. */
const corrected = (secret: string): string =>
  `${startOfLine} (${secret}) Tj [( n) ${secret.length} (a) ${-250 - secret.length} (ar)] TJ ET ${next}`;

/** Ways to write a line with a secret in it. */
const ways: Readonly<Record<string, (secret: string) => string>> = {
  'a string for each letter': (secret) =>
    `${startOfLine} ${each(secret, (letter) => `(${letter}) Tj`)} ( na) Tj ET ${next}`,
  'numbers between the letters': (secret) =>
    `${startOfLine} [${each(secret, (letter) => `(${letter})20 -20`)}] TJ ( na) Tj ET ${next}`,
  'numbers by themselves': (secret) =>
    `${startOfLine} ${each(secret, (letter) => `(${letter}) Tj [20] TJ [-20] TJ`)} ( na) Tj ET ${next}`,
  'part of a string, with kerning': (secret) =>
    `BT /F1 ${SIZE} Tf ${LEFT} ${BASE} Td [(${before}) ${secret.length} ${each(secret, (letter) => `(${letter})`)} ${-secret.length} ( na)] TJ ET ${next}`,
  'operators right behind one another': (secret) =>
    `BT/F1 ${SIZE} Tf ${LEFT} ${BASE} Td(${before})Tj ${each(secret, (letter, x) => `1 0 0 1 ${at(x)} ${BASE} Tm(${letter})Tj`)} 1 0 0 1 ${behind(secret)} ${BASE} Tm/F1 ${SIZE} Tf( na)Tj ${back(secret)} -20 Td/F1 ${SIZE} Tf(verder)Tj 5 0 Td/F1 ${SIZE} Tf[(nog)]TJ ET`,
  Td: (secret) => `${offset(secret)} ( na) Tj ${back(secret)} -20 Td (verder) Tj T* (nog) Tj ET ${next}`,
  TD: (secret) =>
    `${offset(secret).replaceAll('0 Td (', '0 TD (')} ( na) Tj ${back(secret)} -20 TD (verder) Tj T* (nog) Tj ET`,
  Tm: (secret) =>
    `${startOfLine} ${each(secret, (letter, x) => `1 0 0 1 ${at(x)} ${BASE} Tm (${letter}) Tj`)} 1 0 0 1 ${behind(secret)} ${BASE} Tm ( na) Tj ${back(secret)} -20 Td (verder) Tj ET ${next}`,
  'T* and leading': (secret) =>
    `${startOfLine} 20 TL ${each(secret, (letter, x) => `1 0 0 1 ${at(x)} ${BASE + 20} Tm (${letter}) '`)} 1 0 0 1 ${behind(secret)} ${BASE + 20} Tm T* ( na) Tj ${back(secret)} 0 Td T* (verder) Tj ET`,
  'text objects': (secret) =>
    `${startOfLine} ET ${each(secret, (letter, x) => `BT ${at(x)} ${BASE} Td (${letter}) Tj ET`)} BT ${behind(secret)} ${BASE} Td ( na) Tj ET ${next}`,
  'saved states': (secret) =>
    `${startOfLine} ET ${each(secret, (letter, x) => `q 1 0 0 1 ${at(x)} ${BASE} cm BT /F1 ${SIZE} Tf (${letter}) Tj ET Q`)} q 1 0 0 1 ${behind(secret)} ${BASE} cm BT /F1 ${SIZE} Tf ( na) Tj ET Q ${next}`,
  'saved states that scale': (secret) =>
    `${startOfLine} ET ${each(secret, (letter, x) => `q 2 0 0 2 ${at(x)} ${BASE} cm BT /F1 ${SIZE / 2} Tf (${letter}) Tj ET Q`)} q 2 0 0 2 ${behind(secret)} ${BASE} cm BT /F1 ${SIZE / 2} Tf ( na) Tj ET Q ${next}`,
  'saved states in content that the structure tree names': (secret) =>
    `${startOfLine} ET /P <</MCID 0>> BDC ${each(secret, (letter, x) => `q 1 0 0 1 ${at(x)} ${BASE} cm BT /F1 ${SIZE} Tf (${letter}) Tj ET Q`)} EMC BT ${behind(secret)} ${BASE} Td /F1 ${SIZE} Tf ( na) Tj ET ${next}`,
  'sequences of marked content': (secret) =>
    `${startOfLine} ET ${each(secret, (letter, x) => `/Span <</Lang (nl)>> BDC BT ${at(x)} ${BASE} Td (${letter}) Tj ET EMC`)} BT ${behind(secret)} ${BASE} Td ( na) Tj ET ${next}`,
  'a place behind all text': (secret) =>
    `${startOfLine} ${each(secret, (letter, x) => `1 0 0 1 ${at(x)} ${BASE} Tm (${letter}) Tj`)} 1 0 0 1 ${behind(secret)} ${BASE} Tm ( na) Tj 1 0 0 1 ${end(secret)} ${BASE} Tm ET ${next}`,
  'a bar in a clip that is no larger': (secret) =>
    `${startOfLine} (${secret} na) Tj ET q ${behind(secret)} ${BASE - 2.5} ${at(widthOf(' na'))} 11 re W n ${behind(secret)} ${BASE - 2.5} ${at(widthOf(' na'))} 11 re f Q ${next}`,
  'spaces that move on by the width of each text': (secret) =>
    `q 1 0 0 1 ${LEFT} ${BASE} cm q BT /F1 ${SIZE} Tf (${before}) Tj ET Q 1 0 0 1 ${at(widthOf(before))} 0 cm q 0.5 0 0 0.5 0 0 cm BT /F1 ${2 * SIZE} Tf (${secret}) Tj ET Q 1 0 0 1 ${at(widthOf(secret))} 0 cm q 1 0 0 -1 0 40 cm BT /F1 ${SIZE} Tf 1 0 0 -1 0 40 Tm ( na) Tj ET Q 1 0 0 1 ${at(widthOf(' na'))} 0 cm q BT /F1 ${SIZE} Tf ( en) Tj ET Q Q ${next}`,
  'a rule in a space that begins where it does': (secret) =>
    `${startOfLine} (${secret} na) Tj ET q 1 0 0 1 ${behind(secret)} ${BASE} cm 0.6 w 0 -1.8 m ${at(widthOf(' na'))} -1.8 l S Q ${next}`,
  'a rule in a space that text moves with': (secret) =>
    `${startOfLine} (${secret}) Tj ET q 1 0 0 1 ${behind(secret)} ${BASE} cm BT /F1 ${SIZE} Tf ( na) Tj ET 0 -1.8 ${at(widthOf(' na'))} 0.6 re f Q ${next}`,
  'a place that counts for nothing, in the next text': (secret) =>
    `${startOfLine} (${secret} na) Tj ET BT 1 0 0 1 ${end(secret)} ${BASE} Tm 1 0 0 1 ${LEFT} ${BASE} Tm 0 -20 Td (verder) Tj ET BT 1 0 0 1 ${end(secret)} ${BASE} Tm ET`,
  'a space that is the same for all text': (secret) =>
    `${startOfLine} ET ${each(secret, (letter, x) => `q 1 0 0 1 0 ${BASE} cm BT /F1 ${SIZE} Tf ${at(x)} 0 Td (${letter}) Tj ET Q`)} q 1 0 0 1 0 ${BASE} cm BT /F1 ${SIZE} Tf ${behind(secret)} 0 Td ( na) Tj ET Q ${next}`,
  'a space that moves on by the width of a text': (secret) =>
    `q q ${startOfLine} (${secret}) Tj ET Q 1 0 0 1 ${at(widthOf(before + secret))} 0 cm Q ${next}`,
  'rules under what follows and under all of the line, and a bar behind it': (secret) =>
    `${behind(secret)} ${BASE - 1.8} ${at(widthOf(' na'))} 0.6 re f ${startOfLine} (${secret} na) Tj ET ${behind(secret)} ${BASE + 3} m ${end(secret)} ${BASE + 3} l S ${LEFT} ${BASE - 1.8} m ${end(secret)} ${BASE - 1.8} l S ${behind(secret)} ${BASE - 2.5} ${at(widthOf(' na'))} 11 re S ${next}`,
  'a rule in a space of its own': (secret) =>
    `${startOfLine} (${secret} na) Tj ET q 0.1 0 0 -0.1 ${LEFT} ${BASE} cm ${at(10 * (from - LEFT + widthOf(secret)))} 18 ${at(10 * widthOf(' na'))} 6 re f Q ${next}`,
  'fonts and colours': (secret) =>
    `${startOfLine} ${each(secret, (letter) => `/F1 ${SIZE} Tf 0 g 0 G /DeviceRGB cs 1 0 0 scn (${letter}) Tj`)} 0 g /F1 ${SIZE} Tf ( na) Tj ET ${next}`,
  'stretching and spacing': (secret) =>
    `${startOfLine} ET ${each(secret, (letter, x) => `BT ${90 + letter.charCodeAt(0) / 10} Tz ${secret.length / 100} Tc ${secret.length} Tw 0 Ts 0 Tr ${at(x)} ${BASE} Td (${letter}) Tj ET`)} BT 100 Tz 0 Tc 0 Tw ${behind(secret)} ${BASE} Td ( na) Tj ET ${next}`,
  'the end of the content': (secret) =>
    `${next} ${startOfLine} ET q ${each(secret, (letter, x) => `BT ${secret.length} Tc ${at(x)} ${BASE} Td (${letter}) Tj ET`)}`,
  outlines: (secret) =>
    `${next} ${startOfLine} ET ${each(secret, (_, x, width) => `q 1 0 0 1 ${at(x)} ${BASE} cm 0 0 m ${at(width / 2)} 8 l ${at(width)} 0 l h f Q`)}`,
  pictures: (secret) =>
    `${next} ${startOfLine} ET ${each(secret, (_, x, width) => `q ${at(width)} 0 0 8 ${at(x)} ${BASE} cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q`)}`,
  forms: (secret) =>
    `${next} ${startOfLine} ET ${each(secret, (letter, x) => `q 1 0 0 1 ${at(x)} ${BASE} cm /X${letter} Do Q`)}`,
};

const form = (context: PDFContext, letter: string) =>
  context.register(
    context.stream(`0 0 m ${at(widthOf(letter) / 2)} 8 l ${at(widthOf(letter))} 0 l h f`, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, widthOf(letter), 8],
    }),
  );

async function leftOf(
  way: (secret: string) => string,
  secret: string,
  level: WidthProtection,
): Promise<string> {
  const file = await buildPdf((context) => [
    {
      content: way(secret),
      resources: { XObject: { Xn: form(context, 'n'), Xt: form(context, 't') } },
    },
  ]);
  const mark = box(from - 0.3, BASE - 3, from + widthOf(secret) + 0.3, BASE + 11);
  const { bytes, removals } = await redact(file, { 0: [mark] }, { widthProtection: level });
  assert.deepEqual(removals[0]!.unsupported, []);
  const content = await contentOf(bytes);
  assert.doesNotMatch(content, /T[fdmjJ*][\d-]/, 'no operator grew together with a number');
  return content;
}

describe('what stood around text that went', () => {
  for (const [name, way] of Object.entries(ways)) {
    it(`does not tell which letters of the same width there were: ${name}`, async () => {
      assert.equal(widthOf('nn').toFixed(6), widthOf('tttt').toFixed(6), 'positive control: the same width');
      assert.notEqual(way('nn'), way('tttt'), 'positive control: written otherwise');
      const left = await leftOf(way, 'nn', 'off');
      assert.match(left, /\(voor \)/);
      for (const other of ['tttt', 'ttn']) assert.equal(await leftOf(way, other, 'off'), left);
    }).timeout(20_000);

    it(`does not tell of which width they were, if that is to stay unknown: ${name}`, async () => {
      const left = await leftOf(way, 'nn', 'standard');
      for (const other of ['ntttt', 'nnt']) assert.equal(await leftOf(way, other, 'standard'), left);
    }).timeout(20_000);
  }

  it('does not tell by numbers that depend on all letters before them, if their width is to stay unknown', async () => {
    const left = await leftOf(corrected, 'nn', 'standard');
    assert.match(left, /\( na\) -260 \(ar\)/);
    for (const other of ['ntttt', 'nnt']) assert.equal(await leftOf(corrected, other, 'standard'), left);
    assert.match(await leftOf(corrected, 'nn', 'off'), /\( n\) 2 \(a\) -252 \(ar\)/);
  }).timeout(20_000);

  it('goes with the end of each state that was saved for it, where marked content begins within', async () => {
    const inner = `/Artifact BMC q 0 0 400 300 re W n EMC /P <</MCID 0>> BDC q ${startOfLine} ET Q EMC Q`;
    const file = await buildPdf([{ content: `q ${inner} Q q 0 0 5 5 re f Q` }]);
    const { bytes } = await redact(file, { 0: [box(0, BASE - 3, 300, BASE + 11)] });
    const words = (await contentOf(bytes))
      .split(/\s+/)
      .filter((word) => /^(?:q|Q|BMC|BDC|EMC|f)$/.test(word));
    assert.deepEqual(words, ['BMC', 'EMC', 'BDC', 'EMC', 'q', 'f', 'Q']);
  });
});
