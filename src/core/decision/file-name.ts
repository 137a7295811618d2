/** Names that Windows keeps for devices. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Control and format characters (direction marks too), and what some file system refuses. */
const REFUSED = /[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;

/**
 * A file name without extension that every common file system takes: no path, no control or direction
 * characters, no device name, no dot or space at the ends, at most `longest` UTF-16 units.
 */
export function safeFileName(text: string, longest = 80): string {
  const clean = text.normalize('NFC').replace(REFUSED, ' ').replace(/\s+/g, ' ').trim();
  const cut = [...clean].reduce(
    (name, next) => (name.length + next.length > longest ? name : name + next),
    '',
  );
  const whole = cut.length < clean.length ? cut.replace(/(?<=.{20}) \S*$/u, '') : cut;
  const bare = whole.replace(/^[. ]+|[. ,;-]+$/g, '');
  return DEVICES.test(bare) ? `_${bare}` : bare;
}

/** Quotes shorter than this say nothing by themselves ("de", "2021"). */
const TELLING = 4;

/** Whether `text` holds one of the quotes of marks (a secret), whatever the case and spacing. */
export function holdsQuote(text: string, quotes: readonly string[]): boolean {
  const plain = fold(text);
  return quotes.map(fold).some((quote) => quote.length >= TELLING && plain.includes(quote));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Name in annex 3: number and title; the number alone where the title holds what is blacked out in the document. */
export function annexFileName(number: string, title: string, quotes: readonly string[]): string {
  const name = holdsQuote(title, quotes) ? number : `${number} ${title}`;
  return `${safeFileName(name) || 'document'}.pdf`;
}
