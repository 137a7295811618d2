/** Shorter pieces are found everywhere by chance. */
const MIN_QUOTE = 4;
/** A quote of up to this many words is a name or a number: one word of it gives it away. */
const NAME_WORDS = 5;
const MIN_WORD = 4;
/** Longer texts are searched for one quote after another. */
const SHORT = 64;

/** Text made comparable: one form of each character, no case, no white space, no soft hyphens. */
export function comparable(text: string): string {
  // Most texts need not be normalised, which takes far longer than a look.
  const one = /[^\u0000-\u007f]/.test(text) ? text.normalize('NFKC') : text;
  return one.toLowerCase().replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/gu, '');
}

/** Letters and digits alone, so that no accent, hyphen or dot makes a difference. */
function bare(text: string): string {
  return comparable(text)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A number that is dialled begins otherwise abroad. */
function bareQuote(quote: string): string {
  const plain = bare(quote);
  return /^0\d{8,}$/.test(plain) ? plain.slice(1) : plain;
}

/** What must not appear outside the pages' own content. Nothing of it is ever written. */
export class Secrets {
  private readonly quotes: readonly string[];
  /** Quotes by how they begin: names are short and many. */
  private readonly byStart = new Map<string, string[]>();
  private readonly words: ReadonlySet<string>;
  private readonly bareQuotes: readonly string[];

  /** `texts`: the quotes of the marks and what the text engine reads under them. */
  constructor(texts: Iterable<string>) {
    const quotes = new Set<string>();
    const words = new Set<string>();
    for (const text of texts) {
      const quote = comparable(text);
      if (quote.length >= MIN_QUOTE) quotes.add(quote);
      if (text.trim().split(/\s+/u).length <= NAME_WORDS) for (const word of wordsOf(text)) words.add(word);
    }
    this.quotes = [...quotes];
    for (const quote of quotes) {
      const start = quote.slice(0, MIN_QUOTE);
      const alike = this.byStart.get(start);
      if (alike) alike.push(quote);
      else this.byStart.set(start, [quote]);
    }
    this.words = words;
    this.bareQuotes = this.quotes.map(bareQuote).filter(({ length }) => length >= MIN_QUOTE);
  }

  /** Whether a quote is in the text, whatever its case and white space. */
  inText(text: string): boolean {
    const plain = comparable(text);
    if (plain.length > SHORT) return this.quotes.some((quote) => plain.includes(quote));
    for (let at = 0; at + MIN_QUOTE <= plain.length; at++) {
      const alike = this.byStart.get(plain.slice(at, at + MIN_QUOTE));
      if (alike?.some((quote) => plain.startsWith(quote, at)) === true) return true;
    }
    return false;
  }

  /** The quotes that are in the text, made comparable. */
  quotesIn(text: string): readonly string[] {
    const plain = comparable(text);
    return this.inText(text) ? this.quotes.filter((quote) => plain.includes(quote)) : [];
  }

  /**
   * Whether a text of the document level (a title, a name, a description) may repeat a secret: it holds a
   * quote, however it is punctuated, is part of one, or shares a word with a short one. Rather too often than once too
   * few.
   */
  mayRepeat(text: string): boolean {
    const plain = comparable(text);
    if (plain.length === 0) return false;
    if (this.inText(text)) return true;
    const letters = bare(text);
    if (this.bareQuotes.some((quote) => letters.includes(quote))) return true;
    if (plain.length >= MIN_QUOTE && this.quotes.some((quote) => quote.includes(plain))) return true;
    return wordsOf(text).some((word) => this.words.has(word));
  }
}

function wordsOf(text: string): string[] {
  const parts =
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.filter((part) => part.length >= MIN_WORD);
}
