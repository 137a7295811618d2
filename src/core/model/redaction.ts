/**
 * Eight numbers x1,y1,…,x4,y4 in PDF user space of a page: points, origin bottom left, MediaBox
 * coordinates, /Rotate and UserUnit not applied. Order: top-left, top-right, bottom-left, bottom-right
 * as the text reads (ISO 32000-2, 12.5.6.10, in the order that viewers use).
 */
export type Quad = readonly [number, number, number, number, number, number, number, number];

/** What a mark covers: glyphs of selected text, a dragged rectangle, or a page whole. */
export type RedactionKind = 'text' | 'area' | 'page';

/** Only `accepted` marks are applied; a `suggested` one is never applied silently. */
export type RedactionStatus = 'suggested' | 'accepted' | 'rejected';

/** Where a mark came from: a person (`manual`), a search, or a detector (`detector:bsn`). */
export type RedactionOrigin = string;

/** A field this version does not know; kept as it was read and written back. */
export type UnknownFields = Readonly<Record<string, unknown>>;

/** One mark in a sidecar file. */
export interface Redaction {
  /** Unique in the file. */
  readonly id: string;
  /** From 1. */
  readonly page: number;
  readonly kind: RedactionKind;
  /** At least one; for kind `page` the quad of the page's MediaBox. */
  readonly quads: readonly Quad[];
  /** The text under the mark when it was placed (a secret). */
  readonly quote?: string;
  /** Codes of the dossier's ground set, e.g. `10.2.e`; the first one is the main ground. */
  readonly grounds: readonly string[];
  /** Id of a reason of the ground set. */
  readonly reason?: string;
  /** Own words, instead of or on top of the reason. */
  readonly motivation?: string;
  readonly status: RedactionStatus;
  readonly origin: RedactionOrigin;
  readonly author?: string;
  /** ISO 8601 with offset. */
  readonly created: string;
  /** ISO 8601 with offset. */
  readonly modified: string;
  readonly note?: string;
  /** Fields of a newer minor version; survive reading and writing. */
  readonly unknown?: UnknownFields;
}

/** The PDF that a sidecar belongs to, as it was when the marks were placed. */
export interface SourceFingerprint {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
  readonly unknown?: UnknownFields;
}

/** Content of `<name>.pdf.redactions.json`. Holds secrets: never lands in an export. */
export interface Sidecar {
  readonly version: 1;
  readonly source: SourceFingerprint;
  readonly redactions: readonly Redaction[];
  /** Pages (from 1) that a person has read through. */
  readonly review?: { readonly pages: readonly number[]; readonly unknown?: UnknownFields };
  readonly unknown?: UnknownFields;
}
