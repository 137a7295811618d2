import { PDFDict, PDFName, PDFStream, PDFString, type PDFContext } from 'pdf-lib';
import { splice } from '../content/edits.ts';
import { latin1 } from '../content/lexer.ts';
import { withNotesReplaced, withTokensReplaced, type Token } from '../content/notes.ts';
import { decodeAsciiHex } from '../images/filters/ascii.ts';
import { mayHoldUnseen, withoutUnseen } from '../content/unseen-strings.ts';
import { entry, nameText } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { unescaped } from '../objects/unescape.ts';
import { isCMapWord, isFormatName } from './format-names.ts';
import { withoutInlineNotes } from './inline-notes.ts';
import type { Secrets } from './secrets.ts';
import { textOf, textOfBytes } from './text-string.ts';

/** What is looked for in notes. */
export interface Sought {
  readonly secrets: Secrets;
  /** Whether bytes hold a quote in any encoding. */
  readonly inBytes: (bytes: Uint8Array) => boolean;
  /** Quotes that the proof found in streams, to be written over where no content is. */
  readonly leftInStreams: ReadonlySet<string>;
}

const PERCENT = 0x25;
/** No quote is shorter. */
const SHORTEST = 4;

/**
 * What tells and is not drawn: comments, strings that nothing shows, and names that the author of a file chose for
 * resources and marked content. Told of all content streams, it takes them out and leaves the rest byte for byte.
 */
export class ContentNotes {
  private readonly sought: Sought;
  private readonly streams = new Map<PDFStream, Uint8Array>();
  /** Names with what they become, without a slash. */
  private readonly names = new Map<string, string>();
  private readonly judged = new Map<string, boolean>();

  constructor(sought: Sought) {
    this.sought = sought;
  }

  /** A content stream, its bytes and the names (with their slash) that it spells. */
  see(stream: PDFStream, bytes: Uint8Array, names: ReadonlySet<string>): void {
    let tells = bytes.includes(PERCENT) && withoutTellingComments(bytes, this.sought) !== undefined;
    if (this.seeNames(names)) tells = true;
    // Elsewhere strings are looked at where the proof found something: they are rarely not shown.
    const isSuspect = this.sought.leftInStreams.size > 0 || mayHoldUnseen(bytes);
    tells ||= isSuspect && withoutTellingStrings(bytes, this.sought) !== undefined;
    if (tells) this.streams.set(stream, bytes);
  }

  /** Names (with their slash) that are spelled; whether one of them tells. */
  seeNames(names: ReadonlySet<string>): boolean {
    let tells = false;
    for (const written of names) if (this.isTold(written.slice(1))) tells = true;
    return tells;
  }

  /** Whether a name, as it is spelled, tells. Remembers it. */
  private isTold(spelled: string): boolean {
    const known = this.judged.get(spelled);
    if (known !== undefined) return known;
    const name = nameOf(spelled);
    const tells = name.length >= SHORTEST && !isFormatName(name) && this.sought.secrets.inText(name);
    if (tells) this.names.set(name, '');
    this.judged.set(spelled, tells);
    return tells;
  }

  /** Writes what tells anew; `categories` are the dictionaries that give resources their names. */
  clean(context: PDFContext, categories: Iterable<PDFDict>): void {
    if (this.streams.size === 0 && this.names.size === 0) return;
    const present = new Set([...this.judged.keys()].map(nameOf));
    let number = 0;
    for (const name of this.names.keys()) {
      do number++;
      while (present.has(`LkN${number}`));
      this.names.set(name, `LkN${number}`);
    }
    for (const dict of categories) this.renameKeys(dict);
    for (const [ref, object] of context.enumerateIndirectObjects()) {
      const bytes = object instanceof PDFStream ? this.streams.get(object) : undefined;
      if (bytes && object instanceof PDFStream) {
        const clean = this.cleaned(bytes);
        if (clean) context.assign(ref, deflatedStream(context, clean, object.dict));
      } else if (object instanceof PDFDict) this.renameInLook(object);
    }
  }

  private renameKeys(dict: PDFDict): void {
    for (const [key, value] of dict.entries()) {
      const name = this.names.get(nameText(key));
      if (name === undefined) continue;
      dict.delete(key);
      dict.set(PDFName.of(name), value);
    }
  }

  /** Fields name a font in a string (ISO 32000-2, 12.7.4.3). */
  private renameInLook(dict: PDFDict): void {
    const look = textOf(entry(dict, 'DA'));
    const clean = look === undefined ? undefined : this.cleaned(Buffer.from(look, 'latin1'));
    if (clean) dict.set(PDFName.of('DA'), PDFString.of(latin1(clean, 0, clean.length)));
  }

  private cleaned(bytes: Uint8Array): Uint8Array | undefined {
    const silent = withoutTellingComments(bytes, this.sought) ?? bytes;
    const plain = withoutTellingStrings(silent, this.sought) ?? silent;
    const named = withNotesReplaced(plain, ({ kind, start, end }) => {
      const name = kind === 'name' ? this.names.get(nameOf(latin1(plain, start + 1, end))) : undefined;
      return name === undefined ? undefined : `/${name}`;
    });
    return named ?? (plain === bytes ? undefined : plain);
  }
}

/** A name as it is spelled (ISO 32000-2, 7.3.5), with its escapes written out. */
function nameOf(spelled: string): string {
  return spelled.includes('#') ? nameText(PDFName.of(spelled)) : spelled;
}

/**
 * A CMap without comments, names, words and texts that tell: codes are looked up by its numbers. Where a code stands for
 * such a text, it stands for nothing then; if it is shown, the proof sees that. Undefined when none tells.
 */
export function withoutTellingCMapNotes(bytes: Uint8Array, sought: Sought): Uint8Array | undefined {
  return withTokensReplaced(bytes, ({ kind, start, end }) => {
    const part = cmapText(kind, bytes.subarray(start, end));
    if (part.length < SHORTEST || !holds(part, sought)) return undefined;
    switch (kind) {
      case 'name':
        return isFormatName(latin1(part, 1, part.length)) ? undefined : '/Lk';
      case 'word':
        return isCMapWord(latin1(part, 0, part.length)) ? undefined : 'Lk';
      case 'digits':
        return '<FFFD>';
      default:
        return kind === 'string' ? '()' : '';
    }
  });
}

/** What a part of a CMap says, as it would be spelled without escapes and digits. */
export function cmapText(kind: Token['kind'], written: Uint8Array): Uint8Array {
  if (kind === 'digits') return decodeAsciiHex(written.subarray(1));
  return unescaped(written) ?? written;
}

/** Content or a function without its comments, if one of them tells; undefined when none does. */
export function withoutTellingComments(bytes: Uint8Array, sought: Sought): Uint8Array | undefined {
  let tells = false;
  const clean = withNotesReplaced(bytes, ({ kind, start, end }) => {
    if (kind !== 'comment') return undefined;
    tells ||= holds(bytes.subarray(start, end), sought);
    return '';
  });
  return tells ? clean : undefined;
}

/** Content without the strings that tell and are not shown; undefined when there are none. */
function withoutTellingStrings(bytes: Uint8Array, sought: Sought): Uint8Array | undefined {
  const edits = withoutUnseen(bytes, {
    tells: (string) => sought.inBytes(string) || sought.secrets.inText(textOfBytes(string)),
    plainImage: withoutInlineNotes,
  });
  return edits.empty ? undefined : splice(bytes, edits.patches(bytes));
}

function holds(bytes: Uint8Array, { secrets, inBytes }: Sought): boolean {
  return inBytes(bytes) || secrets.inText(latin1(bytes, 0, bytes.length));
}
