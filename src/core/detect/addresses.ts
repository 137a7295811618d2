import type { Detector, Found } from './types.ts';

/** Words of a mailbox that a body or company gives out to everybody. */
const PUBLIC = new Set([
  'info',
  'contact',
  'post',
  'pers',
  'klachten',
  'receptie',
  'klantenservice',
  'noreply',
  'no-reply',
]);

/**
 * E-mail addresses. At the body's own domain the local part is a person's (initials or names divided by dots) or a
 * mailbox's, of which only the local part goes; elsewhere it is a person outside, unless everybody may have it.
 */
export const mail: Detector = (text, { ownDomains }) =>
  [...text.matchAll(/([\p{L}\p{N}._%+-]+)@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/giu)].flatMap(
    (found): Found[] => {
      const [whole, local = '', domain = ''] = found;
      const start = found.index;
      if (PUBLIC.has(local.toLowerCase())) return [];
      const own = ownDomains.some(
        (each) => domain.toLowerCase() === each || domain.toLowerCase().endsWith(`.${each}`),
      );
      const end = start + whole.length;
      if (!own) return [{ kind: 'e-mail', subject: 'outsider', start, end }];
      return looksPersonal(local)
        ? [{ kind: 'e-mail', subject: 'official', start, end }]
        : [{ kind: 'e-mail', subject: 'mailbox', start, end: start + local.length, whole }];
    },
  );

/** "j.jansen", "p.van.dijk", "piet.jansen", but not "planning-west" or "vraagbaak.gezin2". */
function looksPersonal(local: string): boolean {
  return /^(?:\p{L}{1,2}\.)+(?:(?:van|de|der|den|ten|ter|vd)\.?)*\p{L}[\p{L}-]{2,}\d?$/iu.test(local);
}

const STREET = String.raw`\p{Lu}[\p{L}'.-]+(?: [\p{L}'.-]+){0,4} \d{1,5}(?: ?[-/]? ?(?:[A-Za-z]{1,2}|\d{1,3}|[IV]{1,3}|hs|bis))?`;
const POSTCODE = String.raw`[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}`;
const TOWN = String.raw`(?:'s-)?\p{Lu}[\p{L}'-]+(?: (?:aan|op|en|bij|den|de|ter|van|\p{Lu}[\p{L}'-]+)){0,4}`;

/** A street with a house number and a postcode, on one line or two. A post-office box is nobody's home. */
export const address: Detector = (text) =>
  [
    ...text.matchAll(
      new RegExp(`(?<![\\p{L}\\d])(${STREET})(?:,? ?\\n|, | )(${POSTCODE}(?:,? ${TOWN})?)`, 'gu'),
    ),
  ].flatMap((found): Found[] => {
    const [whole, street = ''] = found;
    if (/^(?:Postbus|Antwoordnummer)\b/u.test(street)) return [];
    return [{ kind: 'adres', subject: 'outsider', start: found.index, end: found.index + whole.length }];
  });
