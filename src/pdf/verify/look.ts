import type { Box } from '../../core/text/characters.ts';
import { toPixels } from '../engine/geometry.ts';
import type { EnginePage, PixelRect, Rendering } from '../engine/page.ts';
import { polygonOf } from './page-proof.ts';
import { pixelBounds } from './pixels.ts';

const SCALE = 2;
const MAX_PIXELS = 16_000_000;
/** Differences up to this (of 255, any channel) no eye sees. */
const UNSEEN = 6;

/** What a reader sees of a page at one moment; looks at one page are comparable. */
export class Look {
  private readonly page: EnginePage;
  private readonly rendering: Rendering;
  private readonly size: { readonly width: number; readonly height: number };
  /** The part of the page that was looked at. */
  private readonly part: PixelRect;

  private constructor(page: EnginePage, at: Box | undefined) {
    this.page = page;
    this.size = page.pixelSize(SCALE, MAX_PIXELS);
    const { width, height } = this.size;
    const whole = { left: 0, top: 0, right: width, bottom: height };
    this.part = (at === undefined ? whole : this.pixels(at, whole)) ?? { ...whole, right: 1, bottom: 1 };
    this.rendering = page.render(this.size, 4, this.part);
  }

  /** The whole page, or what is in a box. */
  static at(page: EnginePage, box?: Box): Look {
    return new Look(page, box);
  }

  /** How far the colours in a box lie apart (0 to 255); 0 for one that is out of view. */
  spread(box: Box): number {
    const low = [255, 255, 255];
    const high = [0, 0, 0];
    this.each(box, (pixels, at) => {
      for (let channel = 0; channel < 3; channel++) {
        const value = pixels[at + channel]!;
        if (value < low[channel]!) low[channel] = value;
        if (value > high[channel]!) high[channel] = value;
      }
    });
    return Math.max(0, ...high.map((value, channel) => value - low[channel]!));
  }

  /** Mean of all channels in a box, 0 (black) to 255; undefined for one that is out of view. */
  brightness(box: Box): number | undefined {
    let sum = 0;
    let count = 0;
    this.each(box, (pixels, at) => {
      sum += (pixels[at]! + pixels[at + 1]! + pixels[at + 2]!) / 3;
      count++;
    });
    return count === 0 ? undefined : sum / count;
  }

  /** Whether an eye sees a difference in a box. Both looks must hold it. */
  differs(other: Look, box: Box): boolean {
    let different = false;
    const rect = this.pixels(box, this.part);
    if (!rect) return false;
    for (let y = rect.top; y < rect.bottom && !different; y++) {
      for (let x = rect.left; x < rect.right && !different; x++) {
        const here = this.index(x, y);
        const there = other.index(x, y);
        for (let channel = 0; channel < 3; channel++) {
          const delta = this.rendering.pixels[here + channel]! - other.rendering.pixels[there + channel]!;
          if (Math.abs(delta) > UNSEEN) different = true;
        }
      }
    }
    return different;
  }

  private index(x: number, y: number): number {
    return ((y - this.part.top) * this.rendering.width + x - this.part.left) * 4;
  }

  private each(box: Box, visit: (pixels: Uint8Array, at: number) => void): void {
    const rect = this.pixels(box, this.part);
    if (!rect) return;
    for (let y = rect.top; y < rect.bottom; y++) {
      for (let x = rect.left; x < rect.right; x++) visit(this.rendering.pixels, this.index(x, y));
    }
  }

  /** The pixels of a box within `limit`; undefined when there are none. */
  private pixels(box: Box, limit: PixelRect): PixelRect | undefined {
    const place = toPixels(this.page.geometry, this.size.width, this.size.height);
    const rect = pixelBounds(polygonOf(box), place, this.size);
    if (!rect) return undefined;
    const cut = {
      left: Math.max(rect.left, limit.left),
      top: Math.max(rect.top, limit.top),
      right: Math.min(rect.right, limit.right),
      bottom: Math.min(rect.bottom, limit.bottom),
    };
    return cut.right > cut.left && cut.bottom > cut.top ? cut : undefined;
  }
}
