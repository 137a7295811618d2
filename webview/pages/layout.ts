/** Space in CSS pixels around and between the pages. */
export const CAPTION_HEIGHT = 30;
export const PAGE_GAP = 14;
export const SIDE_MARGIN = 28;

/** The highest element that browsers lay out exactly. */
const MAX_HEIGHT = 32_000_000;

/**
 * Places of all pages in one tall column, by sizes that are assumed until they are known. Pages count from 1;
 * lengths are CSS pixels. A page's block is its caption with the page under it.
 */
export class PageLayout {
  readonly count: number;
  #scale = 1;
  #fit: 'none' | 'width' | 'page' = 'none';
  readonly #widths: Float64Array;
  readonly #heights: Float64Array;
  readonly #tops: Float64Array;
  #stale = true;
  #widest = 0;

  /** `width` and `height` in CSS pixels at scale 1: what every page is assumed to be. */
  constructor(count: number, width: number, height: number) {
    this.count = count;
    this.#widths = new Float64Array(count).fill(width);
    this.#heights = new Float64Array(count).fill(height);
    this.#tops = new Float64Array(count + 1);
  }

  get scale(): number {
    return this.#scale;
  }

  set scale(scale: number) {
    this.#scale = scale;
    this.#stale = true;
  }

  /**
   * Whether pages larger than the first one are made smaller, so that what fits the first page fits every page:
   * by their width, or by width and height.
   */
  set fit(fit: 'none' | 'width' | 'page') {
    this.#fit = fit;
    this.#stale = true;
  }

  get fit(): 'none' | 'width' | 'page' {
    return this.#fit;
  }

  /** Scale of a page: that of the document, or less where the page has to fit. */
  scaleOf(page: number): number {
    if (this.#fit === 'none') {
      return this.#scale;
    }
    const wide = (this.#widths[0] ?? 1) / Math.max(1, this.#widths[page - 1] ?? 1);
    const tall = (this.#heights[0] ?? 1) / Math.max(1, this.#heights[page - 1] ?? 1);
    return this.#scale * Math.min(1, wide, this.#fit === 'page' ? tall : 1);
  }

  /** The largest scale at which all pages together can still be laid out. */
  get maxScale(): number {
    const fixed = this.count * (CAPTION_HEIGHT + PAGE_GAP);
    const variable = this.#heights.reduce((sum, height) => sum + height, 0);
    return Math.max(0.1, (MAX_HEIGHT - fixed) / variable);
  }

  /** Notes the true size of a page at scale 1; tells whether it differed. */
  setSize(page: number, width: number, height: number): boolean {
    const index = page - 1;
    const same =
      Math.abs((this.#widths[index] ?? 0) - width) < 0.01 &&
      Math.abs((this.#heights[index] ?? 0) - height) < 0.01;
    if (!same) {
      this.#widths[index] = width;
      this.#heights[index] = height;
      this.#stale = true;
    }
    return !same;
  }

  /** Width of a page at the present scale. */
  width(page: number): number {
    return (this.#widths[page - 1] ?? 0) * this.scaleOf(page);
  }

  /** Height of a page at the present scale, without its caption. */
  height(page: number): number {
    return (this.#heights[page - 1] ?? 0) * this.scaleOf(page);
  }

  /** Width of a page at scale 1. */
  naturalWidth(page: number): number {
    return this.#widths[page - 1] ?? 0;
  }

  /** Height of a page at scale 1. */
  naturalHeight(page: number): number {
    return this.#heights[page - 1] ?? 0;
  }

  /** Top of a page's block (its caption). */
  top(page: number): number {
    this.#refresh();
    return this.#tops[page - 1] ?? 0;
  }

  /** Top of the page itself. */
  pageTop(page: number): number {
    return this.top(page) + CAPTION_HEIGHT;
  }

  get totalHeight(): number {
    this.#refresh();
    return this.#tops[this.count] ?? 0;
  }

  get widest(): number {
    this.#refresh();
    return this.#widest;
  }

  /** The page whose block holds this height; the first or last one beyond the ends. */
  pageAt(y: number): number {
    this.#refresh();
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#tops[middle] ?? 0) <= y) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  #refresh(): void {
    if (!this.#stale) {
      return;
    }
    this.#stale = false;
    let y = 0;
    let widest = 0;
    for (let index = 0; index < this.count; index += 1) {
      this.#tops[index] = y;
      y += CAPTION_HEIGHT + this.height(index + 1) + PAGE_GAP;
      widest = Math.max(widest, this.width(index + 1));
    }
    this.#tops[this.count] = y;
    this.#widest = widest;
  }
}
