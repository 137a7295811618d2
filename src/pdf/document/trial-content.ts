/*
 * Content streams of the document in `trial.ts`. Fonts: F0 composite, F1 and F2 the reader's own.
 */

const LINES = [...Array(40).keys()];
/** From line to line, points. */
export const LEADING = 16;
/** Base line of the first line, and where lines begin, points. */
export const TOP = 780;
export const LEFT = 72;

/** A page (from 0) with the picture `I0`. Producers write in different ways, so each is written in another. */
export function contentOf(page: number, glyphs: Glyphs): string {
  const writing = [inLines, upsideDown, inCells][page % 3]!;
  const picture = `q 96 0 0 96 ${LEFT} 50 cm /I0 Do Q`;
  return `/P << /MCID 0 >> BDC\n${writing(page, glyphs).join('\n')}\nEMC\n${picture}\n`;
}

function wordsOf(page: number, line: number): string {
  return `regel ${line + 1} van bladzijde ${page + 1}: woorden om te lezen en te verwijderen`;
}

/** Lines of text in turn in the document's font and in the reader's, each fourth in a cell of a table. */
function inLines(page: number, glyphs: Glyphs): string[] {
  return LINES.map((line) => {
    const y = TOP - LEADING * line;
    const words = wordsOf(page, line);
    if (line % 2 === 0) return `BT /F0 9.5 Tf 1 0 0 1 ${LEFT} ${y} Tm <${glyphs.of(words)}> Tj ET`;
    const face = line % 8 === 1 ? 'F2' : 'F1';
    const text = `BT 0 0 0 rg /${face} 10 Tf ${LEFT} ${y} Td [(${words}) -20.5 (, \\200 2,50)] TJ ET`;
    const cell = `q 0.9 0.9 1 rg 0.5 w ${LEFT - 4} ${y - 4} 420 ${LEADING} re B Q`;
    return line % 4 === 1 ? `${cell}\n${text}` : text;
  });
}

/** From the top down, in other units, word by word; a rule under each line and a clip around it. */
function upsideDown(page: number, glyphs: Glyphs): string[] {
  const lines = LINES.map((line) => {
    const y = (842 - TOP + LEADING * line) / 0.75;
    const rule = `.5 w ${LEFT / 0.75} ${y + 3.25} m 620.5 ${y + 3.25} l S`;
    const words = wordsOf(page, line).split(' ');
    const shown = words.map((word, at) => {
      const end = at === words.length - 1 ? '' : glyphs.of(' ');
      return `<${glyphs.of(word)}${end}> ${-12.25 + at} `;
    });
    const text = `BT\n/F0 12.6666667 Tf\n1 0 0 -1 ${LEFT / 0.75} ${y} Tm\n[${shown.join('')}] TJ\nET`;
    return `q\n${LEFT / 0.75 - 2.5} ${y - 14} 600 20.5 re\nW n\n/G0 gs\n0 0 0 RG 0 0 0 rg\n${rule}\n${text}\nQ`;
  });
  const curve = '0.2 0.4 0.6 rg 700.5 1000 m 712 1000.25 720 1010 720 1020.5 c 700.5 1020.5 l h f';
  return ['q\n.75 0 0 -.75 0 842 cm', ...lines, curve, 'Q'];
}

/** With the leading set, in the reader's fonts and in hexadecimal, in a table of dashed rules. */
function inCells(page: number, glyphs: Glyphs): string[] {
  const rules = LINES.map((line) => `72 ${TOP - 4 - LEADING * line} m 520 ${TOP - 4 - LEADING * line} l S`);
  const lines = LINES.map((line) => {
    const words = wordsOf(page, line);
    if (line % 3 === 0) return `/F0 9.5 Tf 0 Tc 0 Tw <${glyphs.of(words)}> Tj T*`;
    const face = line % 3 === 1 ? '/F2 9 Tf .1 Tc' : '/F1 9 Tf 0.25 Tw';
    return `${face} <${Buffer.from(words, 'latin1').toString('hex')}> Tj T*`;
  });
  return [
    `q 0.25 w [3 2] 0 d\n${rules.join('\n')}\nQ`,
    // Numbers that are whole in most documents, and not in all: code that was made for whole ones is made anew.
    '[2.5 1.5] 0 d 16.5 TL 99.5 Tz 0.25 Ts 100 Tz 0 Ts',
    `q\nBT\n0.1 g\n${LEADING} TL\n1 0 0 1 ${LEFT} ${TOP} Tm`,
    ...lines,
    'ET\nQ',
  ];
}

/** A picture of the whole page, over lines that nobody sees. */
export function scannedPage(glyphs: Glyphs): string {
  const lines = LINES.map((line) => {
    const place = `1 0 0 1 ${LEFT} ${TOP - LEADING * line} Tm`;
    return `BT 3 Tr /F0 9.5 Tf ${place} <${glyphs.of(`gelezen regel ${line + 1} van de scan`)}> Tj ET`;
  });
  return `/P << /MCID 0 >> BDC\n${lines.join('\n')}\nEMC\nq 595 0 0 842 0 0 cm /I1 Do Q\n`;
}

/** Characters by numbers of glyphs, in the order of use, as in the subsets of many producers. */
export class Glyphs {
  private readonly numbers = new Map<string, number>();

  of(text: string): string {
    return [...text]
      .map((character) => {
        const number = this.numbers.get(character) ?? this.numbers.size + 1;
        this.numbers.set(character, number);
        return hex(number);
      })
      .join('');
  }

  /** The entries of a ToUnicode CMap (ISO 32000-2, 9.10.3). */
  get toUnicode(): string {
    const entries = [...this.numbers].map(([character, number]) => {
      return `<${hex(number)}> <${hex(character.charCodeAt(0))}>`;
    });
    return `${entries.length} beginbfchar ${entries.join('\n')} endbfchar`;
  }
}

const hex = (number: number): string => number.toString(16).padStart(4, '0');
