import type { PDFStream } from 'pdf-lib';
import type { Box } from '../../core/text/characters.ts';
import type { Matrix } from './matrix.ts';
import { bounded } from './clip-around.ts';
import { clip, cornersOf, meetBounds, NO_BOUNDS, type Bounds, type Region } from './region.ts';
import type { State } from './state.ts';
import type { Point } from './types.ts';

/** One drawing of a stream that may be drawn elsewhere, too: content of a page, form, image, cell of a pattern. */
export interface ContentUse {
  readonly stream: PDFStream;
  /** From the space of the stream (of an image: the unit square) to the page. */
  readonly toPage: Matrix;
  /** Bounds of what is seen of it, on the page. */
  readonly seen: Bounds;
  /** Whether all within these bounds is seen. */
  readonly isBox: boolean;
  /** Whether transparency may hide it. */
  readonly isVeiled: boolean;
  /** Whether the stream stays as it was, even where marks lie over what is not seen of it. */
  readonly stays: boolean;
}

/** Something that a mark took out of a stream, in one of its uses. */
export interface ContentLoss {
  readonly use: ContentUse;
  /** The part of it that was marked: convex, on the page. */
  readonly shape: readonly Point[];
}

/** A stream of a page's Contents, and where its bytes stand in the whole. */
interface PagePart {
  readonly use: ContentUse;
  readonly end: number;
}

/** What a page draws that may be drawn elsewhere, too, and what the marks took out of it. */
export class SharedUses {
  private readonly noted: ContentUse[] = [];
  private readonly later: (() => void)[] = [];
  readonly losses: ContentLoss[] = [];
  /** What of the page is seen. */
  readonly visible: Bounds;
  private readonly region: Region;
  private readonly within: ContentUse[] = [];
  private readonly parts: PagePart[] = [];
  /** How many layers are off that content is in. */
  private hidden = 0;
  /** Where in the page's own content the operator stands that is gone through. */
  at = 0;

  constructor(region: Region, visible: Bounds) {
    this.region = region;
    this.visible = visible;
  }

  get uses(): readonly ContentUse[] {
    for (const note of this.later.splice(0)) note();
    return this.noted;
  }

  /** Notes uses only when somebody asks for them. */
  defer(note: () => void): void {
    const { hidden } = this;
    this.later.push(() => {
      this.hidden = hidden;
      note();
      this.hidden = 0;
    });
  }

  /** What is drawn until `reveal` is in a layer that is off. */
  hide(): void {
    this.hidden++;
  }

  reveal(): void {
    this.hidden--;
  }

  /** A stream of the page's Contents, in order. */
  addPart(stream: PDFStream, toPage: Matrix, end: number): void {
    const use = { stream, toPage, seen: this.visible, isBox: true, isVeiled: false, stays: false };
    this.noted.push(use);
    this.parts.push({ use, end });
  }

  /** A stream is drawn in a state. */
  add(stream: PDFStream, { ctm, clip, clipIsBox, isVeiled, isVeiledAround }: State): ContentUse {
    return this.note({
      stream,
      toPage: ctm,
      seen: meetBounds(clip, this.visible),
      isBox: clipIsBox,
      isVeiled: isVeiled || isVeiledAround,
      stays: false,
    });
  }

  note(use: ContentUse): ContentUse {
    const noted = this.hidden > 0 ? { ...use, seen: NO_BOUNDS, isBox: false } : use;
    this.noted.push(noted);
    return noted;
  }

  /** A stream is drawn, and nothing is known of where it is seen. */
  addUnseen(stream: PDFStream, toPage: Matrix): ContentUse {
    return this.note({ stream, toPage, seen: NO_BOUNDS, isBox: false, isVeiled: false, stays: true });
  }

  /** What is lost until `leave` is lost to this stream. */
  enter(use: ContentUse): void {
    this.within.push(use);
  }

  leave(): void {
    this.within.pop();
  }

  /**
   * The marked part of something goes, as far as it was seen.
   *
   * @param polygon convex, on the page
   * @param from the stream that it goes from; without it the one that is gone through
   */
  lose(polygon: readonly Point[], from = this.within.at(-1) ?? this.part()): void {
    if (!from) return;
    const sight = bounded(from.seen);
    if (!(sight.left < sight.right && sight.bottom < sight.top)) return;
    const isSeen = isWithin(polygon, sight);
    const seen = isSeen ? polygon : clip(polygon, cornersOf(sight));
    for (const shape of this.region.partsOf(seen)) this.losses.push({ use: from, shape });
  }

  loseBox([left, bottom, right, top]: Box): void {
    this.lose(cornersOf({ left, bottom, right, top }));
  }

  private part(): ContentUse | undefined {
    return this.parts.find(({ end }) => this.at < end)?.use;
  }
}

function isWithin(polygon: readonly Point[], { left, bottom, right, top }: Bounds): boolean {
  return polygon.every(({ x, y }) => x >= left && x <= right && y >= bottom && y <= top);
}
