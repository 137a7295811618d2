import type { Quad, RedactionKind } from '../model/redaction.ts';
import type { PageGeometry, PageText } from '../text/characters.ts';

/** Why a PDF cannot be handled; the sentence for the user is made at the edge. */
export type PdfErrorCode =
  | 'not-a-pdf'
  | 'damaged'
  | 'password'
  | 'no-pages'
  | 'too-large'
  | 'timeout'
  | 'out-of-memory'
  | 'cancelled'
  | 'unprovable'
  | 'engine-failed';

/** Any failure of the PDF port. `message` is for developers; the user reads a text made from `code` and `details`. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly code: PdfErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: PdfErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** What a PDF is, without its content. */
export interface PdfDescription {
  readonly pages: readonly PageGeometry[];
  readonly encrypted: boolean;
}

/** One mark to apply. */
export interface RedactionMark {
  readonly id: string;
  /** From 1. */
  readonly page: number;
  readonly kind: RedactionKind;
  readonly quads: readonly Quad[];
  /** Codes in the box, e.g. `10.2.g`, `10.2.d`. */
  readonly codes: readonly string[];
  /** Used by the proof only; never written. */
  readonly quote?: string;
}

/** How the box is drawn. */
export interface BoxStyle {
  /** Black with white code, or white with black frame and code. */
  readonly look: 'black' | 'white';
  /** Code in the box where it fits, beside it, or not at all. */
  readonly code: 'inside' | 'beside' | 'none';
  /** Fill colour (#rrggbb) by code; overrides black. */
  readonly colours?: Readonly<Record<string, string>>;
}

/** What the width of a gap may tell about the text that was removed. */
export type WidthProtection = 'off' | 'standard' | 'strict';

/** A request to redact one document. */
export interface RedactRequest {
  readonly bytes: Uint8Array;
  readonly marks: readonly RedactionMark[];
  readonly box: BoxStyle;
  readonly widthProtection: WidthProtection;
  /** Title to write in the metadata (shown by viewers); nothing else of the metadata survives. */
  readonly title?: string;
  /** BCP 47, for the document language when the source has none. */
  readonly language?: string;
  /** The source is PDF/A-2a and PDF/UA-1, as the letter is: then so is the result. */
  readonly archive?: boolean;
}

/** How a page was treated. */
export interface PageOutcome {
  readonly page: number;
  readonly method: 'unchanged' | 'removed' | 'rasterised';
  /** Why it was rasterised; holds no secret. */
  readonly reason?: string;
  /**
   * Whether a gap or box tells more of its text's width than the level of width protection promises, for want of room, or
   * something that stays there does.
   */
  readonly cramped?: true;
}

/** Proof of one mark on the final bytes. */
export interface MarkProof {
  readonly id: string;
  readonly page: number;
  readonly codes: readonly string[];
  readonly charactersLeft: number;
  readonly uniform: boolean;
  readonly quoteFound: boolean;
}

/** Result of a check of a redacted file. Holds no secret itself. */
export interface VerificationReport {
  readonly ok: boolean;
  readonly sha256: string;
  readonly pages: readonly PageOutcome[];
  readonly marks: readonly MarkProof[];
  /** Pixels that changed outside the marks, by page; only pages with any. */
  readonly damage: readonly { readonly page: number; readonly pixels: number }[];
  readonly problems: readonly VerificationProblem[];
  /** Fonts from which may still be told that some letter was under a mark: it is listed there and shown nowhere. */
  readonly tellingFonts: number;
}

/** One thing a verification holds against a file. */
export interface VerificationProblem {
  readonly kind:
    | 'text-in-mark'
    | 'box-not-uniform'
    | 'changed-outside'
    | 'quote-in-file'
    | 'several-revisions'
    | 'bytes-after-eof'
    | 'metadata'
    | 'attachment'
    | 'script'
    | 'text-under-box'
    | 'text-under-image'
    | 'hidden-text'
    | 'image-under-box'
    | 'cropped-scan'
    | 'bookmark-tells'
    | 'unapplied-redaction'
    | 'old-revision'
    | 'unreadable';
  readonly page?: number;
  readonly markId?: string;
  /** For a developer's eye; holds no secret. */
  readonly detail: string;
}

/** A redacted and proven file. */
export interface RedactResult {
  readonly bytes: Uint8Array;
  readonly report: VerificationReport;
}

/** What may be told while a call runs. */
export interface PdfCall {
  readonly signal?: AbortSignalLike;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The part of AbortSignal that is used, so that core needs no DOM. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * PDF work, off the caller's thread, with limits of time and memory. Every method rejects with `PdfError`.
 * A result of `redact` has been proven on the very bytes that are returned; what cannot be proven rejects
 * with `unprovable`.
 */
export interface PdfPort {
  /**
   * Gets ready for a first document, so that it takes less time once it is asked for. Settles when that is done, and never
   * rejects: what goes wrong here goes wrong again, and is told, with a document.
   */
  prepare(): Promise<void>;
  describe(bytes: Uint8Array, call?: PdfCall): Promise<PdfDescription>;
  /** Pages from 1; all when left out. */
  text(bytes: Uint8Array, pages?: readonly number[], call?: PdfCall): Promise<readonly PageText[]>;
  redact(request: RedactRequest, call?: PdfCall): Promise<RedactResult>;
  /** Checks a file from anywhere; without marks it looks for the bad redactions that others made. */
  verify(bytes: Uint8Array, marks?: readonly RedactionMark[], call?: PdfCall): Promise<VerificationReport>;
  /** One PDF out of several, in order, with a bookmark for each (title) and page labels kept simple. */
  combine(
    parts: readonly { readonly title: string; readonly bytes: Uint8Array }[],
    call?: PdfCall,
  ): Promise<Uint8Array>;
  dispose(): Promise<void>;
}
