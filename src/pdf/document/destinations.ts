import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFRef,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';
import { arrayAt, dictAt, entry, nameAt, resolve, stringAs, stringBytes } from '../objects/lookup.ts';
import type { Box } from '../../core/text/characters.ts';
import { spellingsOf } from './address-spellings.ts';
import type { Secrets } from './secrets.ts';

const MAX_DEPTH = 32;
/** Schemes that a link in a published document may have. */
const PUBLIC_LINK = /^(https?|mailto|ftp):/i;
/** A place within this of a mark may be that of what stood there, points: programs take the ink's corner, or above. */
const NEAR = 36;

/** The named destinations of a document, so that names (which may tell something) can be done away with. */
export class Destinations {
  private readonly named = new Map<string, PDFObject>();
  private readonly pages: ReadonlyMap<PDFRef, readonly Box[]>;
  private readonly catalog: PDFDict;

  /** `pages`: with the boxes of the marks on each. */
  constructor(catalog: PDFDict, pages: ReadonlyMap<PDFRef, readonly Box[]>) {
    this.catalog = catalog;
    this.pages = pages;
    const names = dictAt(catalog, 'Names');
    const tree = names ? dictAt(names, 'Dests') : undefined;
    if (tree) this.readTree(tree, 0, new Set());
    for (const [key, value] of dictAt(catalog, 'Dests')?.entries() ?? [])
      this.named.set(key.decodeText(), value);
  }

  /** An explicit destination on a page of this document; undefined when there is none. */
  explicit(destination: PDFObject | undefined): PDFArray | undefined {
    let value = resolve(this.catalog.context, destination);
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      if (value instanceof PDFArray) return this.onPage(value);
      if (value instanceof PDFDict) value = entry(value, 'D');
      else {
        const name = nameOf(value);
        if (name === undefined) return undefined;
        value = resolve(this.catalog.context, this.named.get(name));
      }
    }
    return undefined;
  }

  private onPage(array: PDFArray): PDFArray | undefined {
    const page = array.size() > 0 ? array.get(0) : undefined;
    const marks = page instanceof PDFRef ? this.pages.get(page) : undefined;
    return marks && plain(this.catalog.context, array, page as PDFRef, marks);
  }

  private readTree(node: PDFDict, depth: number, seen: Set<PDFDict>): void {
    if (depth > MAX_DEPTH || seen.has(node)) return;
    seen.add(node);
    const pairs = arrayAt(node, 'Names')?.asArray() ?? [];
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const name = nameOf(resolve(node.context, pairs[i]));
      if (name !== undefined) this.named.set(name, pairs[i + 1]!);
    }
    for (const kid of arrayAt(node, 'Kids')?.asArray() ?? []) {
      const child = resolve(node.context, kid);
      if (child instanceof PDFDict) this.readTree(child, depth + 1, seen);
    }
  }
}

/**
 * A destination of what readers take (ISO 32000-2, table 149): a page, how it fits, and numbers. Those near a mark become
 * the mark's own: where the ink of a heading begins, and how high it is, tells its first letters.
 */
function plain(context: PDFContext, array: PDFArray, page: PDFRef, marks: readonly Box[]): PDFArray {
  const [, fit, ...numbers] = array.asArray().map((each) => resolve(context, each));
  const how = fit instanceof PDFName && FITS.test(fit.decodeText()) ? fit : PDFName.of('Fit');
  const sides = SIDES[how.decodeText()] ?? [];
  const places = numbers
    .slice(0, 4)
    .map((number) => (number instanceof PDFNumber ? number.asNumber() : undefined));
  const level = marks.filter((mark) =>
    places.every((place, i) => !isUpright(sides[i]) || isNear(place, mark, sides[i]!)),
  );
  const clean = PDFArray.withContext(context);
  clean.push(page);
  clean.push(how);
  places.forEach((place, i) => {
    const side = sides[i];
    const fresh = side === undefined || place === undefined ? place : sideOfMark(place, level, side);
    clean.push(fresh === undefined ? PDFNull : PDFNumber.of(fresh));
  });
  return clean;
}

/** Sides of a box: left, bottom, right, top. */
type Side = 0 | 1 | 2 | 3;

/** Which sides the numbers of a destination tell. */
const SIDES: Readonly<Record<string, readonly Side[]>> = {
  XYZ: [0, 3],
  FitH: [3],
  FitBH: [3],
  FitV: [0],
  FitBV: [0],
  FitR: [0, 1, 2, 3],
};

function isUpright(side: Side | undefined): boolean {
  return side === 1 || side === 3;
}

function isNear(place: number | undefined, mark: Box, side: Side): boolean {
  const axis = side === 0 || side === 2 ? 0 : 1;
  return place === undefined || (place >= mark[axis] - NEAR && place <= mark[axis + 2]! + NEAR);
}

/** That side of the nearest mark, in whole points; the place itself where no mark is near. */
function sideOfMark(place: number, marks: readonly Box[], side: Side): number {
  const sides = marks
    .filter((mark) => isNear(place, mark, side))
    .map((mark) => (side < 2 ? Math.floor(mark[side]) : Math.ceil(mark[side])));
  return (
    sides.reduce<number | undefined>(
      (nearest, own) =>
        nearest === undefined || Math.abs(own - place) < Math.abs(nearest - place) ? own : nearest,
      undefined,
    ) ?? place
  );
}

const FITS = /^(?:XYZ|FitB?[HV]?|FitR)$/;

function nameOf(object: PDFObject | undefined): string | undefined {
  if (object instanceof PDFName) return object.decodeText();
  const bytes = stringBytes(object);
  return bytes ? Buffer.from(bytes).toString('latin1') : undefined;
}

/**
 * Leaves of a link or an outline item only where it goes: a place in this document, or a public address that
 * tells no secret. Every other action goes.
 */
export function cleanLink(dict: PDFDict, destinations: Destinations, secrets: Secrets): void {
  const action = dictAt(dict, 'A');
  const type = action ? nameAt(action, 'S') : undefined;
  const goal = type === 'GoTo' && action ? entry(action, 'D') : entry(dict, 'Dest');
  const explicit = destinations.explicit(goal);
  dict.delete(PDFName.of('A'));
  dict.delete(PDFName.of('Dest'));
  if (explicit) dict.set(PDFName.of('Dest'), explicit);
  else if (type === 'URI' && action) keepAddress(dict, action, secrets);
}

function keepAddress(dict: PDFDict, action: PDFDict, secrets: Secrets): void {
  const value = stringAs(entry(action, 'URI'));
  if (!value) return;
  const address = Buffer.from(value.asBytes()).toString('latin1');
  if (!PUBLIC_LINK.test(address)) return;
  if ([...spellingsOf(address)].some((spelling) => secrets.mayRepeat(spelling))) return;
  const clean = PDFDict.withContext(dict.context);
  clean.set(PDFName.of('S'), PDFName.of('URI'));
  clean.set(PDFName.of('URI'), value);
  dict.set(PDFName.of('A'), clean);
}
