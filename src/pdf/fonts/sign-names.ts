/**
 * Words that names of signs are made of in fonts for mathematics and for setting type (Adobe Glyph List; the names in
 * TeX's own fonts), such as `angbracketleft`, `arrowdblright` and `parenrightBigg`;
 * or a letter and such words, as `asuperior` and `a.superior`.
 */
const WORDS =
  'acute|ampersand|ang|angle|approx|arrow|asterisk|back|bar|base|big|bigg|bottom|brace|bracket|breve|bt|bullet|' +
  'caron|cedilla|ceiling|cent|circle|circumflex|colon|comma|copyright|copyrt|dagger|dash|dbl|diamond|dieresis|' +
  'display|divide|dollar|dot|double|down|east|eight|element|equal|euro|ex|exclam|extend|five|flat|floor|four|' +
  'fraction|grave|greater|half|harpoon|hat|hook|hyphen|inferior|integral|intersection|inv|inverted|left|less|' +
  'logical|macron|mark|math|mid|minus|multiply|natural|negation|nine|north|not|numeral|ogonek|oldstyle|one|open|' +
  'over|owner|paragraph|parallel|paren|percent|period|perpendicular|plus|precedes|product|propersubset|' +
  'propersuperset|quarter|question|quote|radical|reflexsubset|reflexsuperset|reverse|right|ring|section|semi|' +
  'seven|sharp|sign|similar|single|six|slash|small|solid|south|space|square|star|sterling|summation|superior|' +
  'taccent|text|three|tilde|top|tp|triangle|turned|two|underscore|union|universal|up|vector|vert|vertex|vertical|' +
  'west|wide|yen|zero';

const SIGN = new RegExp(`^[a-z]?(?:${WORDS})*(?:\\.(?:${WORDS})+)*\\d?$`, 'i');

/** Whether a name of a glyph is what many fonts call a sign, whatever the document is about. */
export function isSignName(name: string): boolean {
  return SIGN.test(name);
}
