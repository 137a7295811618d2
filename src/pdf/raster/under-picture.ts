import type { PageCharacter } from '../../core/text/characters.ts';
import { centreOf, hasArea } from '../../core/text/geometry.ts';
import type { Drawing } from '../engine/drawings.ts';
import type { Pointer } from '../engine/raw.ts';

/** Share of the letters of a page that lies under pictures when it is a scan with its text below. */
const NEARLY_ALL = 0.9;

/**
 * The characters of a page, those that a picture is painted over as unseen: some programs for text recognition do not
 * write the text invisibly but draw it first, and the scan over it. Pictures that cover a part of a page (a stamp, a
 * photograph) are none.
 *
 * @param owners for each character the drawing that it belongs to
 * @param drawings of the page, in the order of painting
 */
export function unseenUnderPictures(
  characters: readonly PageCharacter[],
  owners: readonly Pointer[],
  drawings: readonly Pick<Drawing, 'pointer' | 'type' | 'bounds'>[],
): readonly PageCharacter[] {
  const pictures = drawings.flatMap(({ type, bounds }, order) =>
    type === 'image' ? [{ bounds, order }] : [],
  );
  const orders = new Map(drawings.map(({ pointer }, order) => [pointer, order]));
  const isUnder = ({ ink, loose }: PageCharacter, index: number): boolean => {
    const own = orders.get(owners[index] ?? 0);
    const [x, y] = centreOf(hasArea(ink) ? ink : loose);
    return pictures.some(
      ({ bounds: [l, b, r, t], order }) =>
        own !== undefined && order > own && x >= l && x <= r && y >= b && y <= t,
    );
  };
  const drawn = characters.filter(({ generated, text }) => !generated && text.trim() !== '').length;
  const under = characters.map((character, index) => !character.generated && isUnder(character, index));
  const count = characters.filter(({ text }, index) => under[index] === true && text.trim() !== '').length;
  if (count === 0 || count < NEARLY_ALL * drawn) return characters;
  return characters.map((character, index) =>
    under[index] === true ? { ...character, unseen: true } : character,
  );
}
