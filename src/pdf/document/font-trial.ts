import type { TrimLevel, TrimmedFonts } from '../fonts/trim.ts';

/**
 * Finds out whether pages fail because fonts were taken back: once, they are proven again with the font programs as
 * they were. If any page passes then, the programs stay so; else they had nothing to do with it.
 */
export class FontTrial {
  private state: 'open' | 'on trial' | 'guilty' | 'innocent' = 'open';
  private failed: ReadonlyMap<number, string> = new Map();

  get level(): TrimLevel {
    return this.state === 'open' || this.state === 'innocent' ? 'programs' : 'lists';
  }

  /** Whether another round is needed before anything else is done about the pages that failed. */
  suspects(fonts: TrimmedFonts, failed: ReadonlyMap<number, string>): boolean {
    if (this.state === 'open' && fonts.trimmed > 0 && failed.size > 0) {
      this.state = 'on trial';
      this.failed = failed;
      return true;
    }
    if (this.state === 'on trial') {
      const better = [...this.failed.keys()].some((page) => !failed.has(page));
      this.state = better ? 'guilty' : 'innocent';
    }
    return false;
  }
}
