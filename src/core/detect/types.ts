/** What was recognised; the word after `detector:` in a mark's origin. */
export type DetectionKind =
  | 'bsn'
  | 'v-nummer'
  | 'iban'
  | 'telefoon'
  | 'e-mail'
  | 'adres'
  | 'geboortedatum'
  | 'naam';

/** Whom it is about, as far as the text tells: decides the reason that is proposed. */
export type Subject = 'official' | 'outsider' | 'mailbox';

/** A piece of a page's flat text. */
export interface Found {
  readonly kind: DetectionKind;
  readonly subject: Subject;
  /** In the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it is part of: the address of a mailbox. */
  readonly whole?: string;
}

/** What a detector may know besides the text. */
export interface DetectContext {
  /** Mail domains of the public body itself, lower case. */
  readonly ownDomains: readonly string[];
}

/** Looks for one kind of personal data in a text; lines are divided by `\n`. */
export type Detector = (text: string, context: DetectContext) => readonly Found[];
