import { BEFORE, AFTER, SECRET, PdfBuilder, document, helvetica, box } from '../hiding/builder.ts';
import type { RedactRequest, RedactionMark } from '../../../src/core/ports/pdf.ts';

/** Three pages of plain lines; every line says who it is about. */
export const LINES = 12;
export const PAGES = 3;
const SIZE = 12;
const LEFT = 72;
const WIDTH = 595;
/** In this type the secret and its space are a little wider than the step of strict width protection. */
const SMALL = 8;

const lineY = (line: number): number => 760 - line * 24;
const start = (page: number, line: number): string => `${BEFORE} ${page}.${line} `;

/** A document of text only. */
export function plainDocument(pages: number = PAGES): Uint8Array {
  const contents = Array.from({ length: pages }, (_, page) => {
    const lines = Array.from(
      { length: LINES },
      (_, line) =>
        `BT /F1 ${SIZE} Tf ${LEFT} ${lineY(line)} Td (${start(page + 1, line)}${SECRET} ${AFTER}) Tj ET\n`,
    );
    return { content: lines.join('') };
  });
  return document(contents);
}

/** A mark on the secret of one line. */
export function secretMark(page: number, line: number, codes: readonly string[] = ['10.2.e']): RedactionMark {
  const left = LEFT + helvetica(start(page, line), SIZE);
  const y = lineY(line);
  return {
    id: `secret-${page}-${line}`,
    page,
    kind: 'text',
    quads: [box(left, y - 3, left + helvetica(SECRET, SIZE), y + 10)],
    codes,
    quote: SECRET,
  };
}

/** One line of which each word has a place of its own, with two secrets; the second ends `room` points before the edge. */
export function spacedLine(room: number): {
  readonly source: Uint8Array;
  readonly marks: readonly RedactionMark[];
} {
  const words = ['aan', SECRET, 'en', SECRET, AFTER];
  const starts = words.map(
    (_, index) =>
      WIDTH -
      room -
      words.slice(index).reduce((sum, word) => sum + helvetica(word, SMALL), 0) -
      (4 - index) * 5,
  );
  const shown = words.map((word, i) => `BT /F1 ${SMALL} Tf ${starts[i]} 700 Td (${word}) Tj ET\n`);
  const marks = [1, 3].map((index): RedactionMark => ({
    ...secretMark(1, index),
    quads: [box(starts[index]!, 697, starts[index]! + helvetica(SECRET, SMALL), 710)],
  }));
  return { source: document([{ content: shown.join('') }]), marks };
}

/** Marks on every secret of the document. */
export function allSecrets(pages: number = PAGES): RedactionMark[] {
  return Array.from({ length: pages * LINES }, (_, i) => secretMark(1 + Math.floor(i / LINES), i % LINES));
}

/** A request with the usual settings. */
export function request(bytes: Uint8Array, marks: readonly RedactionMark[]): RedactRequest {
  return { bytes, marks, box: { look: 'black', code: 'inside' }, widthProtection: 'off' };
}

/** A page tree without a page. */
export function noPages(): Uint8Array {
  const builder = new PdfBuilder();
  const pages = builder.add('<</Type/Pages/Kids[]/Count 0>>');
  return builder.build(builder.add(`<</Type/Catalog/Pages ${pages} 0 R>>`));
}

/** Bytes as text, for a look at the syntax. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
