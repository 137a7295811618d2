import assert from 'node:assert/strict';
import { PDFArray, PDFDocument, PDFName, PDFRawStream, PDFStream, type PDFObject } from 'pdf-lib';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import { streamBytes } from '../../../../src/pdf/objects/stream-bytes.ts';
import { charactersOf, pictureOf, type FoundCharacter } from './engine.ts';

type Box = readonly [number, number, number, number];

/** The place of a word's characters (as PDFium finds it) as a mark. Fails when the word is not there. */
export function markOf(bytes: Uint8Array, word: string, page = 0): Quad {
  return quadOf(boxOf(wordOf(bytes, word, page)));
}

export function wordOf(bytes: Uint8Array, word: string, page = 0): FoundCharacter[] {
  const characters = charactersOf(bytes, page).filter(({ text }) => text.trim() !== '');
  const at = characters
    .map(({ text }) => text)
    .join('')
    .indexOf(word);
  assert.ok(at >= 0, `"${word}" is on the page before it is marked`);
  return characters.slice(at, at + word.length);
}

function boxOf(characters: readonly FoundCharacter[]): Box {
  return [
    Math.min(...characters.map(({ loose }) => loose[0])),
    Math.min(...characters.map(({ loose }) => loose[1])),
    Math.max(...characters.map(({ loose }) => loose[2])),
    Math.max(...characters.map(({ loose }) => loose[3])),
  ];
}

function quadOf([left, bottom, right, top]: Box): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** The text of a page without white space. */
export function textOf(bytes: Uint8Array, page = 0): string {
  return charactersOf(bytes, page)
    .map(({ text }) => text)
    .join('')
    .replace(/\s|\0/g, '');
}

/**
 * A page after redaction, judged by an engine that had no part in it: nothing has its centre in a mark, all other
 * characters stand where they stood, and no pixel outside the marks and the removed glyphs changed.
 */
export function assertRedacted(
  before: Uint8Array,
  after: Uint8Array,
  marks: readonly Quad[],
  page = 0,
  options: { readonly pixels?: boolean } = {},
): void {
  const boxes = marks.map(boundsOf);
  const marked = (character: FoundCharacter): boolean =>
    boxes.some((box) => centreIn(character.loose, box) || centreIn(character.ink, box));
  const left = charactersOf(after, page).filter((character) => !character.generated && marked(character));
  assert.deepEqual(left, [], 'characters left in a mark');
  const original = charactersOf(before, page).filter(({ generated }) => !generated);
  assertSamePlaces(
    original.filter((character) => !marked(character)),
    charactersOf(after, page),
  );
  if (options.pixels !== false) {
    const gone = original.filter(marked).map(({ loose, ink }) => union(loose, ink));
    assert.equal(
      changedPixels(before, after, [...boxes, ...gone], page),
      0,
      'pixels changed outside the marks',
    );
  }
}

/** PDFium computes in single precision. */
const TOLERANCE = 0.02;

function assertSamePlaces(expected: readonly FoundCharacter[], actual: readonly FoundCharacter[]): void {
  const visible = ({ generated, text }: FoundCharacter): boolean => !generated && text.trim() !== '';
  const left = actual.filter(visible);
  for (const { text, origin } of expected.filter(visible)) {
    const at = left.findIndex(
      (other) =>
        other.text === text &&
        Math.hypot(other.origin[0] - origin[0], other.origin[1] - origin[1]) < TOLERANCE,
    );
    assert.ok(at >= 0, `"${text}" at ${origin.join(', ')} is where it was`);
    left.splice(at, 1);
  }
  assert.deepEqual(left, [], 'characters that were not there before');
}

/** Pixels that differ clearly outside some boxes (points), each widened by a pixel and a half. */
export function changedPixels(
  before: Uint8Array,
  after: Uint8Array,
  boxes: readonly Box[],
  page = 0,
): number {
  const a = pictureOf(before, page);
  const b = pictureOf(after, page);
  assert.equal(a.width, b.width);
  const hidden = boxes.map(([left, bottom, right, top]) => {
    const p = a.place(left, bottom);
    const q = a.place(right, top);
    return [Math.min(p.x, q.x) - 2, Math.min(p.y, q.y) - 2, Math.max(p.x, q.x) + 2, Math.max(p.y, q.y) + 2];
  });
  let changed = 0;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      if (hidden.some(([l, t, r, d]) => x >= l! && x <= r! && y >= t! && y <= d!)) continue;
      const at = y * a.stride + 4 * x;
      if (Math.abs(a.pixels[at + 1]! - b.pixels[at + 1]!) > 24) changed++;
    }
  }
  return changed;
}

/** The darkest green value inside a box (points), 255 when it is all white. */
export function darkest(bytes: Uint8Array, [left, bottom, right, top]: Box, page = 0): number {
  const picture = pictureOf(bytes, page);
  const p = picture.place(left, top);
  const q = picture.place(right, bottom);
  let value = 255;
  for (let y = Math.ceil(p.y); y < q.y; y++) {
    for (let x = Math.ceil(p.x); x < q.x; x++)
      value = Math.min(value, picture.pixels[y * picture.stride + 4 * x + 1]!);
  }
  return value;
}

/** All decoded streams that can be reached from the trailer, as text; for a search of what should be gone. */
export async function reachableText(bytes: Uint8Array): Promise<string> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const seen = new Set<PDFObject>();
  const texts: string[] = [];
  const visit = (object: PDFObject | undefined): void => {
    const found = doc.context.lookup(object);
    if (!found || seen.has(found)) return;
    seen.add(found);
    if (found instanceof PDFStream) {
      texts.push(found.dict.toString());
      if (found instanceof PDFRawStream) texts.push(decoded(found));
      found.dict.values().forEach(visit);
    } else if (found instanceof PDFArray) found.asArray().forEach(visit);
    else if ('values' in found) (found as unknown as { values(): PDFObject[] }).values().forEach(visit);
    else texts.push(found.toString());
  };
  visit(doc.context.trailerInfo.Root);
  return texts.join('\n');
}

function decoded(stream: PDFRawStream): string {
  try {
    return Buffer.from(streamBytes(stream, 10_000_000)).toString('latin1');
  } catch {
    return '';
  }
}

/** The decoded content of a page, its streams joined. */
export async function contentOf(bytes: Uint8Array, page = 0): Promise<string> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const contents = doc.getPage(page).node.lookup(PDFName.of('Contents'));
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((ref) => doc.context.lookup(ref)) : [contents];
  return streams.map((item) => decoded(item as PDFRawStream)).join('\n');
}

function centreIn([left, bottom, right, top]: Box, box: Box): boolean {
  const x = (left + right) / 2;
  const y = (bottom + top) / 2;
  return x > box[0] && x < box[2] && y > box[1] && y < box[3];
}

function boundsOf(quad: Quad): Box {
  return [
    Math.min(quad[0], quad[2], quad[4], quad[6]),
    Math.min(quad[1], quad[3], quad[5], quad[7]),
    Math.max(quad[0], quad[2], quad[4], quad[6]),
    Math.max(quad[1], quad[3], quad[5], quad[7]),
  ];
}

function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
