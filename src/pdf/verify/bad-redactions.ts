import type { VerificationProblem } from '../../core/ports/pdf.ts';
import type { Box, PageCharacter } from '../../core/text/characters.ts';
import type { Drawing } from '../engine/drawings.ts';
import { toPixels } from '../engine/geometry.ts';
import type { EnginePage } from '../engine/page.ts';
import { PixelMask, isUniform, pixelBounds } from './pixels.ts';
import { polygonOf } from './page-proof.ts';
import { counts } from './reading.ts';

/*
 * Looks for what Free Law Project's x-ray looks for (text that is still there under a rectangle of one colour),
 * and for what it leaves out: white boxes, images, annotations, marks that were never applied.
 */

/** FPDF_ANNOT_* of fpdf_annot.h. */
const LINK = 2;
const POPUP = 16;
const REDACT = 28;
/** A rectangle must be thicker than this to hide a letter, points. */
const MIN_SIDE = 4;
/** Share of a letter's box that must be covered. */
const COVERED = 0.8;
/** Letters in a row that must be hidden by an image: an OCR layer has strays. */
const MIN_UNDER_IMAGE = 3;
const SCALE = 2;
const MAX_PIXELS = 60_000_000;
/** Words that stand under boxes because someone put them there instead of the secret. */
const PLACEHOLDER =
  /^(redacted|redactions?|privileged?|confidential|weggelakt|gelakt|gelakte|lakken|vertrouwelijk|geheim|[x*#_.\-–—█■]+)$/i;

interface Cover {
  readonly kind: 'text-under-box' | 'text-under-image';
  readonly box: Box;
  readonly what: string;
  /** Place in the order of painting; text painted before it lies under it. */
  readonly order: number;
  readonly fill: Drawing['fill'];
}

interface Hidden {
  readonly cover: Cover;
  readonly text: string;
}

/** The bad redactions of one page; the text itself is never told. */
export function findBadRedactions(page: EnginePage): VerificationProblem[] {
  const number = page.geometry.page;
  const annotations = page.annotations();
  const problems: VerificationProblem[] = [];
  const unapplied = annotations.filter(({ subtype }) => subtype === REDACT).length;
  if (unapplied > 0) {
    problems.push({
      kind: 'unapplied-redaction',
      page: number,
      detail: `${unapplied} redaction annotations that were never applied`,
    });
  }
  const drawings = page.drawings();
  const covers = [...coversOf(drawings), ...annotationCovers(annotations)];
  if (covers.length === 0) return problems;
  for (const { cover, text } of hiddenTexts(page, drawings, covers)) {
    const letters = (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
    problems.push({
      kind: cover.kind,
      page: number,
      detail: `${letters} characters under ${cover.what} at ${cover.box.map((side) => Math.round(side)).join(' ')}`,
    });
  }
  return problems;
}

function coversOf(drawings: readonly Drawing[]): Cover[] {
  return drawings.flatMap((drawing, order): Cover[] => {
    if (drawing.type === 'image' && isThick(drawing.bounds)) {
      return [{ kind: 'text-under-image', box: drawing.bounds, what: 'an image', order, fill: undefined }];
    }
    return drawing.rectangles.filter(isThick).map((box) => ({
      kind: 'text-under-box',
      box,
      what: 'an opaque rectangle',
      order,
      fill: drawing.fill,
    }));
  });
}

function annotationCovers(annotations: readonly { readonly subtype: number; readonly box: Box }[]): Cover[] {
  return annotations
    .filter(({ subtype, box }) => subtype !== LINK && subtype !== POPUP && isThick(box))
    .map(({ box }) => ({
      kind: 'text-under-box',
      box,
      what: 'an annotation',
      order: Number.POSITIVE_INFINITY,
      fill: undefined,
    }));
}

function isThick([l, b, r, t]: Box): boolean {
  return r - l > MIN_SIDE && t - b > MIN_SIDE;
}

function hiddenTexts(page: EnginePage, drawings: readonly Drawing[], covers: readonly Cover[]): Hidden[] {
  const orders = new Map(drawings.map((drawing, order) => [drawing.pointer, order] as const));
  const characters = page.characters();
  const owners = page.owners();
  const look = new Look(page);
  const texts = new Map<Cover, string>();
  let run: { cover: Cover; text: string } | undefined;
  const end = (): void => {
    if (run) texts.set(run.cover, `${texts.get(run.cover) ?? ''} ${run.text}`);
    run = undefined;
  };
  characters.forEach((character, index) => {
    if (!counts(character)) {
      if (character.text === '\n') end();
      return;
    }
    const order = orders.get(owners[index] ?? 0) ?? -1;
    const fill = drawings[order]?.fill;
    const box = boxOf(character);
    const cover = covers.find((each) => hides(each, box, order, fill));
    if (!cover || !look.isPlain(box)) end();
    else if (run?.cover === cover) run.text += character.text;
    else {
      end();
      run = { cover, text: character.text };
    }
  });
  end();
  return [...texts].flatMap(([cover, text]) => (tells(cover, text) ? [{ cover, text }] : []));
}

/** Fonts of OCR layers have no ink. */
function boxOf({ ink, loose }: PageCharacter): Box {
  return ink[2] > ink[0] && ink[3] > ink[1] ? ink : loose;
}

function hides(cover: Cover, box: Box, order: number, fill: Drawing['fill']): boolean {
  const width = Math.min(box[2], cover.box[2]) - Math.max(box[0], cover.box[0]);
  const height = Math.min(box[3], cover.box[3]) - Math.max(box[1], cover.box[1]);
  const area = (box[2] - box[0]) * (box[3] - box[1]);
  if (width <= 0 || height <= 0 || area <= 0 || (width * height) / area < COVERED) return false;
  if (cover.order > order) return true;
  // Painted later, but in the colour of the box.
  return fill !== undefined && cover.fill !== undefined && fill.every((part, i) => part === cover.fill?.[i]);
}

/** Whether what is under a cover is more than a placeholder or stray marks. */
function tells(cover: Cover, text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const real = words.filter(
    (word) => !PLACEHOLDER.test(word) && /[\p{L}\p{N}]/u.test(word) && !/^(.)\1+$/u.test(word),
  );
  if (cover.kind !== 'text-under-image') return real.length > 0;
  return real.some((word) => word.length >= MIN_UNDER_IMAGE);
}

/** The page as it is seen. */
class Look {
  private readonly page: EnginePage;
  private readonly size: { readonly width: number; readonly height: number };

  constructor(page: EnginePage) {
    this.page = page;
    this.size = page.pixelSize(SCALE, MAX_PIXELS);
  }

  /** Whether a reader sees one colour at a place: nothing of a letter. */
  isPlain(box: Box): boolean {
    const place = toPixels(this.page.geometry, this.size.width, this.size.height);
    const clip = pixelBounds(polygonOf(box), place, this.size);
    if (!clip) return false;
    const rendering = this.page.render(this.size, 4, clip);
    const mask = new PixelMask(rendering.width, rendering.height);
    mask.add(polygonOf(box), { ...place, e: place.e - clip.left, f: place.f - clip.top }, 0.5);
    return isUniform(rendering, mask);
  }
}
