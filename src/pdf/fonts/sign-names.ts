/**
 * Words that names of signs are made of in fonts for mathematics and for setting type (Adobe Glyph List; the names in
 * TeX's own fonts), such as `angbracketleft`, `arrowdblright` and `parenrightBigg`.
 */
const WORDS =
  'ang|angle|approx|arrow|asterisk|back|bar|base|big|bigg|bottom|brace|bracket|bt|bullet|ceiling|circle|colon|comma|' +
  'copyright|copyrt|dagger|dash|dbl|diamond|display|divide|dollar|dot|double|down|east|element|eight|equal|ex|extend|' +
  'fraction|five|flat|floor|four|greater|half|harpoon|hat|hook|hyphen|inferior|integral|intersection|inv|inverted|less|' +
  'logical|left|mark|math|mid|minus|multiply|natural|negation|nine|north|not|numeral|oldstyle|one|open|over|owner|' +
  'paragraph|parallel|paren|period|perpendicular|plus|precedes|product|propersubset|propersuperset|quarter|question|' +
  'quote|radical|reflexsubset|reflexsuperset|reverse|right|ring|section|semi|seven|sharp|sign|similar|single|six|slash|' +
  'small|solid|south|space|square|star|summation|superior|taccent|text|three|tilde|top|tp|triangle|turned|two|' +
  'underscore|union|universal|up|vector|vert|vertical|vertex|west|wide|zero';

const SIGN = new RegExp(`^(?:${WORDS})+\\d?$`, 'i');

/** Whether a name of a glyph is what many fonts call a sign, whatever the document is about. */
export function isSignName(name: string): boolean {
  return SIGN.test(name);
}
