import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatNumber } from '../../../../src/pdf/content/operators.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { PdfBuilder, box, document, helvetica, mark } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

const SIZE = 12;
/** Of other widths, within one step of the protection, and without kerning. */
const NAMES = ['Ina Bosch', 'Lisa Bosch'] as const;

const width = (text: string): number => [...text].reduce((sum, letter) => sum + helvetica(letter, SIZE), 0);

function text(x: number, y: number, words: string, set = ''): string {
  return `BT /F1 ${SIZE} Tf ${set} ${x.toFixed(3)} ${y} Td (${words}) Tj ET `;
}

interface Page {
  readonly content: string;
  /** Where the name begins. */
  readonly x: number;
  readonly y?: number;
  readonly extra?: string;
  readonly resources?: string;
}

type Source = (name: string, builder: PdfBuilder) => Page;

const BEFORE = 'Met ';
const X = 72 + width(BEFORE);

/** A line with a name in it, with something drawn by where the name, or the words behind it, end. */
function line(drawn: (name: string) => string, behind = ' belt hij'): Source {
  return (name) => ({ content: drawn(name) + text(72, 700, BEFORE + name + behind), x: X });
}

/** The same, each word and space with a place of its own. */
function words(drawn: (word: string, name: string, x: number) => string): Source {
  return (name) => {
    let x = 72;
    const placed = ['Met', ' ', name, ' ', 'belt', ' ', 'hij'].map((word) => {
      const shown = `${drawn(word, name, x)}q 1 0 0 1 ${x.toFixed(2)} 700 cm BT /F1 12 Tf (${word}) Tj ET Q `;
      x += width(word);
      return shown;
    });
    return { content: placed.join(''), x: X };
  };
}

/** By itself in what shows it, so far from the left side as of the room that it leaves. */
function inCell(before: (room: number) => number): Source {
  return (name) => {
    const x = 100 + before(240 - width(name));
    return { content: `q 100 690 240 22 re W n ${text(x, 697, name)}Q `, x, y: 697 };
  };
}

const endOf = (words: string): number => 72 + width(words);
const picture = (left: number, wide: number): string =>
  `q ${wide.toFixed(3)} 0 0 14 ${left.toFixed(3)} 697 cm BI /W 2/H 2/BPC 8/CS/G ID \x90\xb0\xb0\x90 EI Q `;

const wholePage = 'q 595 0 0 842 0 0 cm BI /W 1/H 1/BPC 8/CS/G ID \xf0 EI Q ';

function wave(from: number, to: number): string {
  let path = `0.4 w ${from.toFixed(2)} 698 m `;
  for (let x = from + 2, i = 1; x < to; x += 2, i++)
    path += `${x.toFixed(2)} ${i % 2 === 0 ? 698 : 696.5} l `;
  return `${path}S `;
}

function note(subtype: string, left: (name: string) => number, more = ''): Source {
  return (name, builder) => {
    const at = left(name);
    const annotation = builder.add(
      `<</Type/Annot/Subtype/${subtype}/F 4/Rect[${at.toFixed(2)} 709 ${(at + 18).toFixed(2)} 727]/C[1 0 0]${more}>>`,
    );
    return { ...line(() => '')(name, builder), extra: `/Annots[${annotation} 0 R]` };
  };
}

/** Lines that are as wide as one another, by how they are set. */
function paragraph(set: (words: string, wide: number) => string): Source {
  return (name) => {
    const lines = [
      'De aanvrager heeft daarop een',
      `brief aan ${name} laten gaan`,
      'die nog niet beantwoord is nu',
    ];
    const wide = 190;
    return {
      content: lines.map((words, i) => text(72, 700 - 15 * i, words, set(words, wide))).join(''),
      x: 0,
      y: 685,
    };
  };
}

/** Rows of a table without rules, of which the first column is as wide as the name, or has it at its right side. */
function table(isRight: boolean): Source {
  return (name) => {
    const column = isRight ? 110 : width(name);
    const rows = [
      ['Naam', 'Functie'],
      [name, 'Inspecteur'],
      ['Jan', 'Chef'],
    ];
    const start = (words: string): number => (isRight ? 72 + column - width(words) : 72);
    const cells = rows.flatMap(([left, right], i) => [
      text(start(left!), 715 - 15 * i, left!),
      text(80 + column, 715 - 15 * i, right!),
    ]);
    return { content: cells.join(''), x: start(name) };
  };
}

const TOLD: Readonly<Record<string, Source>> = {
  'a picture behind it': line((name) => picture(X, width(name))),
  'a picture behind a word that moves': line((name) => picture(endOf(`${BEFORE}${name} `), width('belt'))),
  'waves under a word that moves': line((name) =>
    wave(endOf(`${BEFORE}${name} `), endOf(`${BEFORE}${name} belt`)),
  ),
  'a shading behind it': (name, builder) => {
    const end = X + width(name);
    const shading = builder.add(
      `<</ShadingType 2/ColorSpace/DeviceGray/Coords[${X} 0 ${end} 0]/Function<</FunctionType 2/Domain[0 1]/C0[.5]/C1[1]/N 1>>>>`,
    );
    return {
      content: `q ${X} 697 ${width(name)} 14 re W n /S0 sh Q ${text(72, 700, `${BEFORE}${name} belt hij`)}`,
      x: X,
      resources: `/Shading<</S0 ${shading} 0 R>>`,
    };
  },
  'a clip that begins behind it': (name) => ({
    content:
      text(72, 700, BEFORE + name) +
      `q ${endOf(BEFORE + name).toFixed(3)} 690 200 22 re W n ${text(endOf(`${BEFORE}${name} `), 700, 'belt')}Q `,
    x: X,
  }),
  'a note over a word that moves': note('Text', (name) => endOf(`${BEFORE}${name} belt`), '/Contents(x)'),
  'text over a word that moves': note(
    'FreeText',
    (name) => endOf(`${BEFORE}${name} be`),
    '/DA(/Helv 9 Tf 0 g)/Contents(x)',
  ),
  'the spaces of a justified line': paragraph(
    (words, wide) => `${((wide - width(words)) / words.split(' ').slice(1).length).toFixed(4)} Tw`,
  ),
  'the letters of a justified line': paragraph(
    (words, wide) => `${((wide - width(words)) / words.length).toFixed(4)} Tc`,
  ),
  'a justified line that is stretched': paragraph(
    (words, wide) => `${((100 * wide) / width(words)).toFixed(3)} Tz`,
  ),
  'a line from margin to margin, the only one': (name) => ({
    content:
      `BT /F1 12 Tf ${((451 - width(`${BEFORE}${name} over de zaak`)) / 4).toFixed(4)} Tw 72 700 Td (${BEFORE}) Tj ` +
      `(${name}) Tj ( over de zaak) Tj 0 Tw 0 -15 Td (en zo meer) Tj ET`,
    x: X + (451 - width(`${BEFORE}${name} over de zaak`)) / 4,
  }),
  'a bar behind all of its line': line(
    (name) => `0.9 g 66 695 ${width(`${BEFORE}${name} belt hij`) + 12} 17 re f 0 g `,
  ),
  'a field behind its line': (name, builder) => {
    const at = endOf(`${BEFORE}${name} belt hij`) + 6;
    const field = builder.add(`<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/F 4/Rect[${at} 697 ${at + 60} 711]>>`);
    return { ...line(() => '')(name, builder), extra: `/Annots[${field} 0 R]` };
  },
  'the column behind it': table(false),
  'the column that it ends in': table(true),
  'a bar of a gradient behind a word that moves': (name, builder) => {
    const start = endOf(`${BEFORE}${name} `);
    const pattern = builder.add(
      `<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceGray/Coords[${start} 0 ${start + 30} 0]/Function<</FunctionType 2/Domain[0 1]/C0[.5]/C1[1]/N 1>>>>>>`,
    );
    return {
      content: `/Pattern cs /P0 scn ${start} 697 ${width('belt')} 14 re f 0 g ${text(72, 700, `${BEFORE}${name} belt hij`)}`,
      x: X,
      resources: `/Pattern<</P0 ${pattern} 0 R>>`,
    };
  },
  'the picture of a page, of which the text is not seen': (name) => ({
    content: `${wholePage}3 Tr ${text(72, 700, `${BEFORE}${name} belt`)}`,
    x: X,
  }),
  'the picture of a page, drawn over its text': (name) => ({
    content: text(72, 700, `${BEFORE}${name} belt`) + wholePage,
    x: X,
  }),
  'a line that is stretched to fit': (name) => {
    const share = 150 / width(`${BEFORE}${name} belt`);
    return {
      content: `BT /F1 12 Tf ${(100 * share).toFixed(3)} Tz 72 700 Td (${BEFORE}) Tj (${name}) Tj ( belt) Tj ET `,
      x: 72 + share * width(BEFORE),
    };
  },
  'a gradient of the line that it stands in': (name, builder) => {
    const pattern = builder.add(
      `<</PatternType 2/Matrix[${width(`${BEFORE}${name} belt`).toFixed(3)} 0 0 1 72 0]/Shading<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 0]/Function<</FunctionType 2/Domain[0 1]/C0[.5]/C1[0]/N 1>>>>>>`,
    );
    return {
      content: `/Pattern cs /P0 scn ${text(72, 700, `${BEFORE}${name} belt`)}`,
      x: X,
      resources: `/Pattern<</P0 ${pattern} 0 R>>`,
    };
  },
  'dashes that begin anew with a line': line((name) => {
    const start = endOf(`${BEFORE}${name} `);
    return `q 0.5 w [2 1.5] ${(start % 3.5).toFixed(3)} d ${start} 698 m ${start + width('belt')} 698 l S Q `;
  }),
  'dots under a word that moves, one by one': line((name) => {
    const start = Math.ceil(endOf(`${BEFORE}${name} `));
    const count = Math.floor(width('belt') / 2);
    return Array.from({ length: count }, (_, i) => `${start + 2 * i} 697 1 1 re f `).join('');
  }),
  'the way back to the next line': (name) => ({
    content:
      `q 1 0 0 1 72 700 cm BT /F1 12 Tf (Met) Tj ET 1 0 0 1 ${width(BEFORE)} 0 cm BT /F1 12 Tf (${name}) Tj ET ` +
      `1 0 0 1 ${width(`${name} `)} 0 cm BT /F1 12 Tf (belt) Tj ET 1 0 0 1 ${-width(`${BEFORE}${name} `)} -14 cm ` +
      'BT /F1 12 Tf (De rest) Tj ET Q',
    x: X,
  }),
};

/** What goes along, or is far enough away, tells nothing. */
const UNTOLD: Readonly<Record<string, Source>> = {
  'nothing else': line(() => ''),
  'a border of dashes around it': line(
    (name) => `q [3 2] 0 d 0.5 w ${X - 2} 695 ${(width(name) + 4).toFixed(3)} 17 re S Q `,
  ),
  'a picture on the next line': line(() => `q 1 0 0 1 0 -30 cm ${picture(110, 40)}Q `),
  'a picture of the whole page': line(() => wholePage),
  'waves under the line above': line(() => `q 1 0 0 1 0 15 cm ${wave(90, 160)}Q `),
  'a frame around what someone meant to redact': (name, builder) => {
    const annotation = builder.add(
      `<</Type/Annot/Subtype/Redact/F 4/Rect[${X} 697 ${(X + width(name)).toFixed(3)} 710]>>`,
    );
    return { ...line(() => '')(name, builder), extra: `/Annots[${annotation} 0 R]` };
  },
  'bars behind it and a word that moves, of whole pixels': words((word, name, x) => {
    const [from, to] = [x, x + width(word)].map((each) => 0.75 * Math.round(each / 0.75));
    const isMarked = word === name || word === 'belt';
    return isMarked ? `q 1 1 0 rg ${from} 697.5 ${to! - from!} 11 re f Q ` : '';
  }),
  'a rule that begins its space, under a word with a place of its own': words((word, _name, x) =>
    word === 'belt' ? `q 1 0 0 1 ${x.toFixed(2)} 698 cm 0.8 w 0 0 m ${width(word)} 0 l S Q ` : '',
  ),
  'a cell or field that it ends in': inCell((room) => room - 2),
  'a cell or field that it has the middle of': inCell((room) => room / 2),
  'a note where it ends, without a look': (name, builder) => {
    const at = endOf(BEFORE + name);
    const annotation = builder.add(
      `<</Type/Annot/Subtype/Text/F 4/Rect[${(at - 0.1).toFixed(2)} 697 ${(at - 0.05).toFixed(2)} 709]/Contents(x)>>`,
    );
    return { ...line(() => '')(name, builder), extra: `/Annots[${annotation} 0 R]` };
  },
  'a paragraph that is not justified': paragraph(() => ''),
};

type Redacted = Awaited<ReturnType<ReturnType<typeof createInProcessPdf>['redact']>>;

async function redacted(name: string, source: Source): Promise<Redacted> {
  const builder = new PdfBuilder();
  const { content, x, y = 700, extra = '', resources = '' } = source(name, builder);
  const before = x > 0 ? undefined : /\(([^()]*)Ina|\(([^()]*)Lisa/.exec(content);
  const set = /([\d.-]+) (T[cwz]) [\d.]+ 685 Td/.exec(content);
  const words = before?.[1] ?? before?.[2] ?? '';
  const value = Number(set?.[1] ?? 0);
  const spread = (part: string): number => {
    if (set?.[2] === 'Tz') return (width(part) * value) / 100;
    const times = set?.[2] === 'Tw' ? part.split(' ').length - 1 : set ? part.length : 0;
    return width(part) + times * value;
  };
  const left = x > 0 ? x : 72 + spread(words);
  const right = x > 0 ? x + width(name) : left + spread(name);
  return createInProcessPdf(pdfAssets).redact({
    bytes: document([{ content, extra, resources }], { builder }),
    marks: [{ ...mark([box(left, y - 3, right, y + 9)], 1, name), id: 'm' }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'strict',
  });
}

describe('boxes of lines close together', () => {
  it('begin where what went from their own line does, not from the line above', async () => {
    let x = 72;
    const letters = [...'Ina Bosch'].map((letter) => {
      const shown = text(x, 700, letter);
      x += width(letter);
      return shown;
    });
    const content = letters.join('') + text(84, 688, 'a Lisa Bosch: ja');
    const below = 84 + width('a ');
    const redacted = await createInProcessPdf(pdfAssets).redact({
      bytes: document([{ content }]),
      marks: [
        { ...mark([box(72, 697, 72 + width('Ina Bosch'), 709.5)], 1, 'Ina Bosch'), id: 'a' },
        { ...mark([box(below, 685, below + width('Lisa Bosch'), 697.5)], 1, 'Lisa Bosch'), id: 'b' },
      ],
      box: { look: 'black', code: 'none' },
      widthProtection: 'strict',
    });
    assert.deepEqual(redacted.report.pages, [{ page: 1, method: 'removed' }]);
  });
});

describe('numbers in content', () => {
  it('are the same of sums that differ in the last digits of a double', () => {
    for (const [value, decimals] of [
      [136.395, 2],
      [-0.125, 2],
      [1234.5, 0],
    ] as const)
      assert.equal(formatNumber(value - 1e-13, decimals), formatNumber(value + 1e-13, decimals));
  });
});

describe('what stays as it is and tells how wide something was that went', () => {
  for (const [what, source] of Object.entries(TOLD)) {
    it(`is told of in the report: ${what}`, async () => {
      for (const name of NAMES) {
        const { report } = await redacted(name, source);
        assert.deepEqual(report.pages, [{ page: 1, method: 'removed', cramped: true }], name);
      }
    }).timeout(20_000);
  }

  for (const [what, source] of Object.entries(UNTOLD)) {
    it(`is not what there is no more: ${what}`, async () => {
      const [one, other] = await Promise.all(NAMES.map((name) => redacted(name, source)));
      assert.deepEqual(one!.report.pages, [{ page: 1, method: 'removed' }]);
      assert.equal(Buffer.from(one!.bytes).toString('latin1'), Buffer.from(other!.bytes).toString('latin1'));
    }).timeout(20_000);
  }
});
