import type { Detector, Found } from './types.ts';

/** The eleven-test of the burgerservicenummer: weights 9 to 2, the last digit counts as minus one. */
export function passesElevenTest(digits: string): boolean {
  if (!/^\d{9}$/u.test(digits) || /^0+$/u.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index),
    0,
  );
  return sum % 11 === 0;
}

/** ISO 7064 mod 97-10, as ISO 13616 applies it to an IBAN without spaces. */
export function passesMod97(iban: string): boolean {
  const turned = iban.slice(4) + iban.slice(0, 4);
  const digits = [...turned]
    .map((sign) => (/\d/u.test(sign) ? sign : String(sign.charCodeAt(0) - 55)))
    .join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const BSN_ANCHOR = /\b(?:bsn|burgerservice(?:nummer|nr)|sofi-?(?:nummer|nr))\b/iu;
/** Letters before a number within which its name counts. */
const REACH = 45;

/** One nine-digit number in eleven passes the test by chance: the number must be called what it is. */
export const bsn: Detector = (text) =>
  findAll(text, /(?<![\d.,/-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\d/-])/gu).flatMap(
    ({ match, start, end }) =>
      passesElevenTest(match.replaceAll(/\D/gu, '')) && BSN_ANCHOR.test(before(text, start))
        ? [{ kind: 'bsn', subject: 'outsider', start, end }]
        : [],
  );

/** Lengths of IBANs in the countries that write to a Dutch body most. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  NL: 18,
  BE: 16,
  DE: 22,
  FR: 27,
  GB: 22,
  LU: 20,
  ES: 24,
  IT: 27,
  PL: 28,
};

/** An account number with a right check. */
export const iban: Detector = (text) =>
  findAll(text, /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){10,30}(?![A-Z0-9])/gu).flatMap(
    ({ match, start }): Found[] => {
      const length = IBAN_LENGTHS[match.slice(0, 2)];
      const end = length === undefined ? undefined : endAfter(match, length);
      if (end === undefined || !passesMod97(match.slice(0, end).replaceAll(' ', ''))) return [];
      return [{ kind: 'iban', subject: 'outsider', start, end: start + end }];
    },
  );

/** Where so many letters and digits have passed; undefined where there are fewer, or more follow at once. */
function endAfter(text: string, count: number): number | undefined {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== ' ') seen++;
    if (seen === count) return /[A-Z0-9]/u.test(text[at + 1] ?? '') ? undefined : at + 1;
  }
  return undefined;
}

/** The number of the immigration service, by its name only: ten digits pass no test. */
export const vNumber: Detector = (text) =>
  [
    ...text.matchAll(
      /\b(?:v-?(?:nummer|nr\.?)|vreemdelingennummer|vnr\.?)[\s:.]*((?:V-?)?\d(?:[.\s-]?\d){5,11})(?!\d)/giu,
    ),
  ].map((found) => {
    const [whole, number = ''] = found;
    const start = found.index + whole.length - number.length;
    return { kind: 'v-nummer', subject: 'outsider', start, end: start + number.length };
  });

const PHONE_ANCHOR =
  /(?:\btel\b|telefoon|mobiel|\bbel\b|bellen|toestel|bereik|doorkies|\b[TtMm][.:]?\s*$|nummer)/u;
const OTHER_ANCHOR =
  /(?:kenmerk|zaaknummer|zaaknr|dossier|klantnummer|factuur|iban|rekening|\bkvk\b|bsn|v-n)/iu;
/** Three-digit area codes; others have four digits (Nummerplan telefoon- en ISDN-diensten). */
const SHORT_AREAS = /^0(?:10|13|15|20|23|24|26|30|33|35|36|38|40|43|45|46|50|53|55|58|7\d|8[4578])/u;

/** Dutch telephone numbers. Free and paid information numbers (0800, 0900) are nobody's own. */
export const telephone: Detector = (text) =>
  findAll(text, /(?<![\d.,/-]|[A-Z]{4} ?)(?:\(0\d{2,3}\)|\+31|0031|0)/gu).flatMap(({ start }): Found[] => {
    const end = endOfPhone(text, start);
    if (end === undefined) return [];
    const match = text.slice(start, end);
    const digits = nationalOf(match);
    if (!/^0[1-9]\d{8}$/u.test(digits) || /^0(?:800|90\d|66|676)/u.test(digits)) return [];
    const context = before(text, start);
    if (OTHER_ANCHOR.test(context.slice(-25)) && !/tel/iu.test(context.slice(-12))) return [];
    const grouped = /\D/u.test(match) && (digits.startsWith('06') || areaStandsApart(match, digits));
    return grouped || PHONE_ANCHOR.test(context.slice(-30)) || /^(?:06|\+|0031)/u.test(match)
      ? [{ kind: 'telefoon', subject: 'official', start, end }]
      : [];
  });

/** After the last digit of a number with as many as it must have; another number may follow in the next column. */
function endOfPhone(text: string, start: number): number | undefined {
  for (let at = start; at < text.length && at - start < 24; at++) {
    if (!/[\d\s()+./–-]/u.test(text[at] ?? '') || text[at] === '\n') return undefined;
    if (/\d/u.test(text[at] ?? '') && nationalOf(text.slice(start, at + 1)).length === 10)
      return /[\d/]/u.test(text[at + 1] ?? '') ? undefined : at + 1;
  }
  return undefined;
}

function nationalOf(text: string): string {
  return text
    .replace(/\(0\)/u, '')
    .replaceAll(/[^\d+]/gu, '')
    .replace(/^(?:\+31|0031)0?/u, '0');
}

/** The first group of digits is an area code, as in "070 - 123 45 67". */
function areaStandsApart(match: string, digits: string): boolean {
  if (/^(?:\+31|0031)/u.test(match)) return true;
  const area = /^\(?(\d+)/u.exec(match)?.[1] ?? '';
  return area.length === (SHORT_AREAS.test(digits) ? 3 : 4);
}

const MONTH =
  '(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\\.?';
const DATE = `(?:0?[1-9]|[12]\\d|3[01])(?:[-/. ](?:0?[1-9]|1[0-2])[-/. ]| ${MONTH} )(?:19|20)\\d{2}`;

/** A date that is called one of birth. */
export const birthDate: Detector = (text) =>
  [
    ...text.matchAll(
      new RegExp(
        `(?:\\bgeboren\\b|\\bgeb\\.|geboorte(?:datum|dag)|\\bgeb\\b)[^\\d\\n]{0,25}\\n?[^\\d\\n]{0,12}(${DATE})(?!\\d)`,
        'giu',
      ),
    ),
  ].map((found) => {
    const [whole, date = ''] = found;
    const start = found.index + whole.length - date.length;
    return { kind: 'geboortedatum', subject: 'outsider', start, end: start + date.length };
  });

function before(text: string, start: number): string {
  return text.slice(Math.max(0, start - REACH), start);
}

function findAll(
  text: string,
  pattern: RegExp,
): readonly { readonly match: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(pattern)].map((found) => ({
    match: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}
