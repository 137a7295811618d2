import { groundSetFor } from './sets.ts';
import type { GroundSet, LawId } from './types.ts';

/** Grounds read from free text. */
export interface ParsedGrounds {
  /** Canonical codes of the set, in the order of the text, each once. */
  readonly codes: readonly string[];
  /** Pieces of the text that name no ground of this law; empty means that all was understood. */
  readonly unread: readonly string[];
}

/**
 * The canonical code that a spelling stands for under a law: `10.2e`, `(10)(2e)`, `Artikel 10 lid 2 onder e`,
 * `artikel 10, tweede lid, aanhef en onder e, van de Wob`, … Undefined when the text names no ground, several,
 * or one of the other law.
 */
export function parseGroundCode(text: string, law: LawId): string | undefined {
  return groundCodeIn(groundSetFor(law), text);
}

/** All grounds in a cell of an inventory: separated by `;`, `,`, `/`, `en`, line ends. */
export function parseGroundCodes(text: string, law: LawId): ParsedGrounds {
  return groundCodesIn(groundSetFor(law), text);
}

/** {@link parseGroundCode} for a set with a workspace's own grounds in it. */
export function groundCodeIn(set: GroundSet, text: string): string | undefined {
  const { codes, unread } = groundCodesIn(set, text);
  return codes.length === 1 && unread.length === 0 ? codes[0] : undefined;
}

/** {@link parseGroundCodes} for a set with a workspace's own grounds in it. */
export function groundCodesIn(set: GroundSet, text: string): ParsedGrounds {
  const whole = named(set, text);
  if (whole !== undefined) return { codes: [whole], unread: [] };
  const codes = new Set<string>();
  const unread: string[] = [];
  for (const piece of text.split(/[;\n\r|]+/u)) {
    if (piece.trim() === '') continue;
    readPiece(set, piece, codes, unread);
  }
  return { codes: [...codes], unread };
}

function readPiece(set: GroundSet, piece: string, codes: Set<string>, unread: string[]): void {
  const alias = named(set, piece);
  if (alias !== undefined) {
    codes.add(alias);
    return;
  }
  const other = set.law === 'wob' ? OTHER_LAW.wob : OTHER_LAW.woo;
  const { references, rest } = other.test(piece)
    ? { references: [], rest: [piece.trim()] }
    : scan(set.law, piece);
  for (const reference of references) {
    const code = canonical(set, reference);
    if (code === undefined) unread.push(reference.text.trim());
    else codes.add(code);
  }
  for (const word of rest) {
    const code = named(set, word);
    if (code === undefined) unread.push(word);
    else codes.add(code);
  }
}

/** A code or alias as it stands, whatever its case and spacing. */
function named(set: GroundSet, text: string): string | undefined {
  const wanted = squeeze(text);
  return set.grounds.find(({ code, aliases }) => [code, ...aliases].some((name) => squeeze(name) === wanted))
    ?.code;
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/gu, '');
}

interface Reference {
  readonly article: string;
  readonly paragraph?: string;
  readonly part?: string;
  /** As written. */
  readonly text: string;
}

function canonical(set: GroundSet, { article, paragraph, part }: Reference): string | undefined {
  const exact = [article, paragraph, part].filter((step) => step !== undefined).join('.');
  if (set.grounds.some(({ code }) => code === exact)) return exact;
  // "Artikel 11" and "5.2" name the article whose first paragraph is the ground.
  const first = `${article}.1`;
  const bare = paragraph === undefined && part === undefined;
  return bare && set.grounds.some(({ code }) => code === first) ? first : undefined;
}

const OTHER_LAW = { wob: /\b(woo|wet open overheid)\b/iu, woo: /\b(wob|wet openbaarheid van bestuur)\b/iu };

const ORDINALS: Readonly<Record<string, string>> = {
  eerste: '1',
  tweede: '2',
  derde: '3',
  vierde: '4',
  vijfde: '5',
  zesde: '6',
  zevende: '7',
  achtste: '8',
};

/** Words that carry no meaning of their own in a citation. */
const FILLER = new Set(
  'artikel artikelen art lid leden aanhef en onder onderdeel sub letter jo juncto van de het wob woo wet op grond ex'.split(
    ' ',
  ),
);

const ARTICLE = { wob: /1[01](?!\d)/uy, woo: /5\s?\.\s?(?:4a|[1-4])(?!\d)/uy };

/** Reads article, paragraph and part from left to right; what follows without an article belongs to the last one. */
function scan(law: LawId, piece: string): { references: readonly Reference[]; rest: readonly string[] } {
  const text = piece
    .toLowerCase()
    .replaceAll(/wet openbaarheid van bestuur|wet open overheid/gu, ' ')
    .replaceAll(/\b(\d)\s?(?:e|de|ste)\s+lid\b/gu, 'lid $1')
    .replaceAll(
      new RegExp(`\\b(${Object.keys(ORDINALS).join('|')})\\b`, 'gu'),
      (word) => ORDINALS[word] ?? word,
    );
  const references: Reference[] = [];
  const rest: string[] = [];
  let open: { article: string; paragraph?: string; part?: string; start: number } | undefined;
  const close = (end: number): void => {
    if (open) references.push({ ...open, text: text.slice(open.start, end) });
    open = undefined;
  };
  let at = 0;
  while (at < text.length) {
    const article = match(ARTICLE[law], text, at);
    const digit = match(/\d(?!\d)/uy, text, at);
    const letter = match(/[a-i](?![\p{L}])/uy, text, at);
    const word = match(/[\p{L}\d]+/uy, text, at);
    if (article !== undefined && !startsAsParagraph(law, open, text, at)) {
      close(at);
      open = { article: article.replaceAll(/\s/gu, ''), start: at };
      at += article.length;
    } else if (digit !== undefined && open) {
      if (open.paragraph !== undefined || open.part !== undefined) {
        const { article: same } = open;
        close(at);
        open = { article: same, start: at };
      }
      open.paragraph = digit;
      at += digit.length;
    } else if (letter !== undefined && open) {
      if (open.part !== undefined) {
        const { article: same, paragraph } = open;
        close(at);
        open = { article: same, ...(paragraph === undefined ? {} : { paragraph }), start: at };
      }
      open.part = letter;
      at += letter.length;
    } else if (word !== undefined) {
      if (!FILLER.has(word)) rest.push(word);
      at += word.length;
    } else at++;
  }
  close(text.length);
  return { references, rest };
}

/** In `5.1.5.2`-like chains the second 5 is a paragraph: an article never follows a dot within a chain. */
function startsAsParagraph(
  law: LawId,
  open: { paragraph?: string } | undefined,
  text: string,
  at: number,
): boolean {
  return law === 'woo' && open !== undefined && open.paragraph === undefined && text.charAt(at - 1) === '.';
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
