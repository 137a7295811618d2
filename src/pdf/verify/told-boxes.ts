import type { EnginePage } from '../engine/page.ts';
import type { Box } from '../../core/text/characters.ts';
import { compact } from './bookmark-leaks.ts';
import { areaOf, shared, type Cover } from './covers.ts';

/*
 * What nobody sees of a page on which something was blacked out, and programs tell all the same: words for a black bar, as
 * a screen reader says them or as a copy has them, and what a field holds that is not shown.
 */

export interface Told {
  readonly letters: number;
  readonly what: 'words for a box' | 'in a field that is not shown';
  readonly box: Box;
}

/** Fewer letters are a code, or part of one. */
const MIN_LETTERS = 3;
/** Words about a bar, not from under it: what it is, or that and why something is gone. */
const ABOUT =
  /\b(?:redact\w*|gelakt\w*|weggelakt\w*|onleesbaar|verwijderd|weggelaten|geanonimiseerd|anonymi[sz]ed|removed|privileged?|confidential|vertrouwelijk|geheim\w*|exempt\w*|withheld|privacy|persoons\w*|rechthoek|rectangle|vorm|shape|lijn|line|rule|afbeelding|image|figuur|figure|picture|foto|photo|decorat\w*|balk|bar|kader|frame|tekstvak|text ?box|achtergrond|background|logo|zwart\w*|black|vlak|block|blok|box|banner|header|footer|koptekst|voettekst|icon|pictogram|grafiek|chart|diagram|tabel|table)\b/iu;

/** Dark `bars` that are told of in other words than the page's own; `text` is that, as `compact` makes it. */
export function findToldBars(page: EnginePage, bars: readonly Cover[], text: string): Told[] {
  const told = page.toldDrawings();
  return bars.flatMap(({ drawing, box }): Told[] => {
    const texts = (drawing && told.get(drawing.pointer)) ?? [];
    const letters = Math.max(0, ...texts.map((each) => untold(each, text)));
    return letters > 0 ? [{ letters, what: 'words for a box', box }] : [];
  });
}

/** Share of a field that a box covers. */
const COVERED = 0.5;

/** What fields hold under covers and nobody sees. */
export function findHiddenValues(page: EnginePage, bars: readonly Cover[], text: string): Told[] {
  return page.hiddenValues().flatMap(({ value, box }): Told[] => {
    const isUnder = bars.some((bar) => shared(bar.box, box) >= COVERED * areaOf(box) && areaOf(box) > 0);
    const letters = isUnder ? untold(value, text) : 0;
    return letters > 0 ? [{ letters, what: 'in a field that is not shown', box }] : [];
  });
}

/** Letters and digits that tell something that the page does not. */
function untold(words: string, text: string): number {
  const plain = compact(words);
  return plain.length < MIN_LETTERS || ABOUT.test(words) || text.includes(plain) ? 0 : plain.length;
}
