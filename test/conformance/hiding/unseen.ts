import {
  AFTER,
  ANCHOR,
  BEFORE,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  document,
  linePlaces,
  mark,
  type HidingCase,
} from './builder.ts';

/** What no reader ever sees, and no mark is about: it has no business in the file either. */
export const UNSEEN = 'Kwartelqxvz';

interface Place {
  readonly content?: string;
  readonly resources?: string;
  readonly fonts?: string;
  readonly extra?: string;
  readonly catalog?: string;
}

const line = linePlaces();

/** The usual marked page, and one without marks that has the place as well. */
export function unseen(
  item: string,
  make: (builder: PdfBuilder) => Place,
  rest: Partial<HidingCase> = {},
): HidingCase {
  const builder = new PdfBuilder();
  const { content = '', catalog, ...spec } = make(builder);
  const bytes = document(
    [
      { content: content + PLAIN_LINE + ANCHOR, ...spec },
      { content: content + ANCHOR, ...spec },
    ],
    { builder, ...(catalog === undefined ? {} : { catalog }) },
  );
  const secrets = [SECRET, UNSEEN];
  return { item, bytes, marks: [mark([line.quad])], secrets, keep: [BEFORE, AFTER, 'Ankerregel'], ...rest };
}

/** The same of a quote, which stands on the marked page as well. */
export const quoted = (item: string, make: (builder: PdfBuilder) => Place): HidingCase =>
  unseen(item, make, { secrets: [SECRET] });
