import type { Redaction } from '../../model/redaction.ts';
import { boxOfQuad, quadArea } from '../../text/geometry.ts';
import { charactersInQuads } from '../../text/in-quads.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** Points; below this a side cannot hide anything. */
const MIN_SIDE = 0.1;

/** A mark that removes nothing, while the person thinks it does. */
export const markEmpty: Rule<SidecarContext> = {
  code: 'markering-leeg',
  check: (context) =>
    context.marks.flatMap((placed) => {
      const message = emptiness(placed.mark, context);
      return message === undefined ? [] : [{ ...placeOf(placed), message, fixes: [{ kind: 'delete' }] }];
    }),
};

function emptiness(mark: Redaction, { language, text }: SidecarContext): string | undefined {
  if (mark.quads.length === 0) return texts[language].markWithoutQuads;
  const solid = mark.quads.some((quad) => {
    const [left, bottom, right, top] = boxOfQuad(quad);
    return right - left >= MIN_SIDE && top - bottom >= MIN_SIDE && quadArea(quad) >= MIN_SIDE * MIN_SIDE;
  });
  if (!solid) return texts[language].markWithoutArea;
  if (mark.kind !== 'text') return undefined;
  if ((mark.quote ?? '').trim() === '') return texts[language].markWithoutQuote;
  const page = text?.find(({ geometry }) => geometry.page === mark.page);
  return page && charactersInQuads(page, mark.quads).length === 0
    ? texts[language].markWithoutQuote
    : undefined;
}
