import { isParticle } from '../same-text/terms.ts';
import type { Detector, Found, Subject } from './types.ts';

const PARTICLE = `(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Hh]et|'t|[Tt]en|[Tt]er|[Tt]e|[Ee]l|[Aa]l|[Bb]en|[Ll]a|[Vv]on|op|in) )`;
const INITIALS = String.raw`(?:\p{Lu}\p{Ll}?\. ?)+`;
const SURNAME = String.raw`\p{Lu}\p{L}+(?:-(?:van |de |der )*\p{Lu}\p{L}+)*`;
const GIVEN = String.raw`\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?`;
/** With a first name or initials before the surname; `between` is what divides them. */
const fullName = (between: string): string =>
  `(?:(?:${INITIALS}|${GIVEN}${between}(?:${INITIALS})?)${PARTICLE}*${SURNAME})`;
const FULL_NAME = fullName(' ');
/** In running text a line may end inside a name. */
const BROKEN_NAME = fullName('[ \\n]');
const ANY_NAME = `(?:${BROKEN_NAME}|${PARTICLE}*${SURNAME})`;

/** Words with a capital where a name could stand that are none. */
const NO_NAMES = new Set(
  (
    'goedemiddag goedemorgen goedenavond goedendag allen allemaal collega collegas beste dag hallo hoi geachte groet ' +
    'groeten dank bedankt hoogachtend namens bijlage betreft onderwerp datum aan van cc verzonden team afdeling directie ' +
    'desk bureau dienst gemeente ministerie stichting vereniging staatssecretaris minister directeur secretaris heer ' +
    'mevrouw lezer bewoner burger ondernemer medewerkers medewerker relatie klant ouders kantoor postbus'
  ).split(' '),
);

function isName(text: string): boolean {
  const words = text.split(/[\s-]+/u).map((word) => word.replaceAll(/[.,']/gu, '').toLowerCase());
  return words.every((word) => isParticle(word) || !NO_NAMES.has(word));
}

/** "de heer O. Denkbeeldig", "mr. A. Voorbeeldsma": people who are addressed are mostly from outside. */
const titled: Detector = (text) =>
  inGroup(
    text,
    new RegExp(
      `(?<!\\p{L})(?:[Dd]e heer|[Dd]hr\\.?|[Mm]evrouw|[Mm]evr\\.?|[Mm]w\\.?|[Mm]r\\.|[Dd]rs\\.|[Dd]r\\.|[Ii]r\\.|[Ii]ng\\.|[Pp]rof\\.|Geachte heer)[ \\n](?:(?:mr|drs|dr|ir|ing|prof)\\. )*(${ANY_NAME})`,
      'gu',
    ),
    'outsider',
  );

/** Names in the head of a mail or memo, several divided by semicolons; a long line goes on below. */
const inHeader: Detector = (text) =>
  [
    ...text.matchAll(
      /^(?:Van|Aan|CC|Cc|Bcc|From|To|Contact(?:persoon)?|Eigenaar|Behandeld door|Behandelaar|Auteur|Opsteller|Steller)(?: ?:)?[ \n]([^\n]{55,}\n[^\n]+|[^\n]+)/gmu,
    ),
  ].flatMap((line) => {
    const [whole, content = ''] = line;
    const offset = line.index + whole.length - content.length;
    const pattern = new RegExp(
      `(?:^|[;,<(]|\\ben )\\s*(${BROKEN_NAME}|${SURNAME}, ${INITIALS})(?=\\s*(?:[;,<([]|$| en ))`,
      'gu',
    );
    return inGroup(content, pattern, 'official').map((found) => ({
      ...found,
      start: found.start + offset,
      end: found.end + offset,
    }));
  });

/** Before a telephone number, as in lists of who can be called. */
const withPhone: Detector = (text) =>
  inGroup(
    text,
    new RegExp(
      `(?<!\\p{L})(${FULL_NAME})[ ,:(]{1,3}(?:(?:op|via|tel\\.?|telefoon|toestel) )?(?=\\(?0\\d)`,
      'gu',
    ),
    'official',
  );

/** After what somebody does: "de teamleider, Gijs Gummetje". */
const withRole: Detector = (text) =>
  inGroup(
    text,
    new RegExp(
      `\\p{L}*(?:teamleider|medewerker|medewerkster|adviseur|jurist|coördinator|contactpersoon|manager|afdelingshoofd),? (${FULL_NAME})(?!\\p{L})`,
      'gu',
    ),
    'official',
  );

/** "Beste Joris," and a line that is nothing but "Joris,". */
const greeted: Detector = (text) => [
  ...inGroup(
    text,
    new RegExp(`^(?:Beste|Dag|Hoi|Hallo|Lieve|Ha) (${GIVEN}(?: ${PARTICLE}*${SURNAME})?)\\s*[,!]?$`, 'gmu'),
    'official',
  ),
  ...inGroup(text, new RegExp(`^(${GIVEN}),$`, 'gmu'), 'official'),
];

/** The line below a closing; after a formal one a first name alone is no signature. */
const signed: Detector = (text) => [
  ...inGroup(
    text,
    new RegExp(
      `^(?:Hoogachtend|[Nn]amens dezen?)[,.]?\\n(?:[Nn]amens dezen?,?\\n)?(?:mr\\. |drs\\. |dr\\. |ir\\. )*(${FULL_NAME})(?=[,\\n]|$)`,
      'gmu',
    ),
    'official',
  ),
  ...inGroup(
    text,
    new RegExp(
      `^(?:(?:Met )?(?:[Vv]riendelijke|[Hh]artelijke|[Bb]este) groet(?:en)?|Groet(?:en|jes)?|Gr\\.|Mvg|Dank(?: alvast)?|Bedankt)[,.]?\\n(${FULL_NAME}|${GIVEN})(?=[,\\n]|$)`,
      'gmu',
    ),
    'official',
  ),
];

/** Names by where they stand; the other places of the same name are found by the name itself. */
export const names: Detector = (text, context) =>
  [titled, inHeader, greeted, signed, withPhone, withRole].flatMap((detector) => detector(text, context));

function inGroup(text: string, pattern: RegExp, subject: Subject): readonly Found[] {
  return [...text.matchAll(pattern)].flatMap((found): Found[] => {
    const [whole, name = ''] = found;
    const start = found.index + whole.lastIndexOf(name);
    return isName(name) ? [{ kind: 'naam', subject, start, end: start + name.length }] : [];
  });
}
