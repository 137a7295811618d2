import type { Redaction } from '../../model/redaction.ts';
import type { PageCharacter, PageText } from '../../text/characters.ts';
import { pointInQuad } from '../../text/geometry.ts';
import { charactersInQuads } from '../../text/in-quads.ts';
import { quadsForRange } from '../../text/quads.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** A mark on the text behind a scan that leaves part of what the picture shows of its letters. */
export const pictureUncovered: Rule<SidecarContext> = {
  code: 'beeld-onbedekt',
  check: ({ marks, text, language }) => {
    const pages = new Map((text ?? []).map((page) => [page.geometry.page, page]));
    return marks
      .filter(({ mark }) => {
        const page = pages.get(mark.page);
        return (
          page !== undefined && ownCharacters(mark, page).some((at) => sticksOut(mark, page.characters[at]))
        );
      })
      .map((placed) => ({
        ...placeOf(placed, 'quads'),
        message: texts[language].pictureUncovered,
        fixes: [{ kind: 'cover-picture' }],
      }));
  },
};

/** The quads of a text mark, so that they cover the picture of its words; undefined where that is not known. */
export function coveringPicture(mark: Redaction, page: PageText): Pick<Redaction, 'quads'> | undefined {
  const own = ownCharacters(mark, page);
  const [start, last] = [own[0], own.at(-1)];
  if (start === undefined || last === undefined) return undefined;
  const { quads } = quadsForRange(page, start, last + 1);
  return quads.length === 0 ? undefined : { quads };
}

/** Characters that spell the quote of a mark and are removed by it: not those of a neighbour that stand in its place. */
function ownCharacters(mark: Redaction, page: PageText): readonly number[] {
  const quote = [...squeezed(mark.quote ?? '')];
  if (mark.kind !== 'text' || quote.length === 0) return [];
  const drawn = charactersInQuads(page, mark.quads).filter(
    (at) => squeezed(page.characters[at]?.text ?? '') !== '',
  );
  for (let from = 0; from + quote.length <= drawn.length; from++) {
    const run = drawn.slice(from, from + quote.length);
    if (run.every((at, i) => page.characters[at]?.text === quote[i])) return run;
  }
  return [];
}

const squeezed = (text: string): string => text.replace(/\s/gu, '');

/** Points looked at along each side of a letter, and how many of them all may lie beside the mark. */
const SIDE = 5;
const BESIDE = 3;

function sticksOut({ quads }: Redaction, character: PageCharacter | undefined): boolean {
  if (character?.pictured !== true) return false;
  const [left, bottom, right, top] = character.ink;
  let beside = 0;
  for (let i = 0; i < SIDE; i++)
    for (let k = 0; k < SIDE; k++) {
      const point = [
        left + ((i + 0.5) / SIDE) * (right - left),
        bottom + ((k + 0.5) / SIDE) * (top - bottom),
      ] as const;
      if (!quads.some((quad) => pointInQuad(point, quad))) beside++;
    }
  return beside > BESIDE;
}
