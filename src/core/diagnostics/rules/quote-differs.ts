import { charactersInQuads, quoteOfQuads } from '../../text/in-quads.ts';
import { isSoftHyphen } from '../../text/quote.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** The words under a text mark are not those that it was placed on: the check on the quads. */
export const quoteDiffers: Rule<SidecarContext> = {
  code: 'citaat-wijkt-af',
  check: ({ marks, text, language }) => {
    const pages = new Map((text ?? []).map((page) => [page.geometry.page, page]));
    return marks
      .filter(({ mark }) => {
        const page = pages.get(mark.page);
        const quote = squeeze(mark.quote ?? '');
        if (mark.kind !== 'text' || page === undefined || quote === '') return false;
        const now = squeeze(quoteOfQuads(page, mark.quads));
        if (now === '' || now === quote) return false;
        // Behind a scan a mark covers what the picture of its words may be: signs and letters beside them too.
        const isScan = charactersInQuads(page, mark.quads).some((at) => page.characters[at]?.unseen === true);
        return !isScan || !now.includes(quote);
      })
      .map((placed) => ({
        ...placeOf(placed, 'quote'),
        message: texts[language].quoteDiffers,
        fixes: [{ kind: 'delete' }],
      }));
  },
};

/** Engines differ in spaces, hyphens at line ends, and ligatures; none of that is a difference. */
function squeeze(text: string): string {
  return [...text.normalize('NFKC')].filter((unit) => !isSoftHyphen(unit) && !/[\s-]/u.test(unit)).join('');
}
