import { roundPoint } from '../../core/model/order.ts';
import type { Quad, Redaction } from '../../core/model/redaction.ts';
import type { PageText } from '../../core/text/characters.ts';
import { charactersInQuads } from '../../core/text/in-quads.ts';
import { withoutMailDomains } from '../../core/text/mail.ts';
import { quadsForRange } from '../../core/text/quads.ts';

/**
 * The mark without the domains of the addresses under it, each from its `@` on. A mark that covers several
 * separate pieces of text, or nothing but a domain, stays as it is.
 */
export function cutMailDomains(mark: Redaction, page: PageText): Redaction {
  const covered = charactersInQuads(page, mark.quads);
  const start = covered.at(0);
  const last = covered.at(-1);
  if (start === undefined || last === undefined) return mark;
  const inside = new Set(covered);
  for (let index = start; index <= last; index += 1) {
    const character = page.characters[index];
    if (!inside.has(index) && character && !character.generated && character.text.trim() !== '') return mark;
  }
  const whole = { start, end: last + 1 };
  const kept = withoutMailDomains(page, whole.start, whole.end);
  if (kept.length === 0 || (kept.length === 1 && kept[0]?.start === start && kept[0].end === whole.end))
    return mark;
  const pieces = kept.map((range) => quadsForRange(page, range.start, range.end));
  return {
    ...mark,
    kind: 'text',
    quads: pieces.flatMap(({ quads }) => quads.map((quad) => quad.map(roundPoint) as unknown as Quad)),
    quote: pieces.map(({ quote }) => quote).join(' '),
  };
}
