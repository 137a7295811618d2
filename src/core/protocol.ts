import type { Finding } from './diagnostics/types.ts';
import type { Quad, Redaction, RedactionKind } from './model/redaction.ts';
import type { PageText } from './text/characters.ts';

/**
 * Messages between the extension host and the page of the PDF editor. The host owns the state and sends
 * versioned snapshots to every panel of a document; the page has no undo stack of its own. A request
 * (message with `requestId`) is answered with `response` or `failure`, or times out; it never hangs.
 */

/** A ground as the page needs it. */
export interface GroundSummary {
  readonly code: string;
  readonly title: string;
}

/** A reason as the page needs it. */
export interface ReasonSummary {
  readonly id: string;
  readonly title: string;
  readonly grounds: readonly string[];
}

/** Where a panel was looking; kept by the host so that it comes back. */
export interface ViewPosition {
  /** From 1. */
  readonly page: number;
  /** Offset of the viewport's top inside that page, as a fraction of its height. */
  readonly top: number;
  readonly zoom: number | 'fit-width' | 'fit-page';
  readonly darkPages: boolean;
  readonly sidebar: 'none' | 'outline' | 'thumbnails';
  readonly marksPanel: boolean;
}

/** A key's usual reason: what pressing it will give. */
export interface ShortcutSummary {
  readonly key: 'e' | 'd' | 'g';
  readonly label: string;
}

/** All that the page shows of a document's marks. */
export interface Snapshot {
  /** Grows by one with every change, over all panels of the document. */
  readonly version: number;
  readonly redactions: readonly Redaction[];
  readonly findings: readonly Finding[];
  readonly reviewedPages: readonly number[];
  /** Set where nothing may be changed: the reason, in the user's language. */
  readonly readOnly?: string;
  readonly grounds: readonly GroundSummary[];
  readonly reasons: readonly ReasonSummary[];
  readonly shortcuts: readonly ShortcutSummary[];
  /** "Wob" or "Woo". */
  readonly law: string;
}

/** A mark that a person is placing. */
export interface MarkDraft {
  readonly page: number;
  readonly kind: RedactionKind;
  readonly quads: readonly Quad[];
  readonly quote?: string;
}

/** A change that a person asks for. */
export type EditRequest =
  | { readonly kind: 'add-usual'; readonly drafts: readonly MarkDraft[]; readonly key: 'e' | 'd' | 'g' }
  /** `origin`: `search` for places that were found, not chosen by hand. */
  | { readonly kind: 'add-pick'; readonly drafts: readonly MarkDraft[]; readonly origin?: 'search' }
  /** Without a ground: stays with a finding until somebody gives one. */
  | { readonly kind: 'add-bare'; readonly drafts: readonly MarkDraft[] }
  | { readonly kind: 'set-usual'; readonly ids: readonly string[]; readonly key: 'e' | 'd' | 'g' }
  | { readonly kind: 'pick'; readonly ids: readonly string[] }
  | { readonly kind: 'motivate'; readonly ids: readonly string[] }
  | { readonly kind: 'delete'; readonly ids: readonly string[] }
  | {
      readonly kind: 'set-status';
      readonly ids: readonly string[];
      readonly status: 'accepted' | 'rejected' | 'suggested';
    }
  /** New place of marks (moved or resized). */
  | {
      readonly kind: 'set-quads';
      readonly places: readonly {
        readonly id: string;
        readonly quads: readonly Quad[];
        readonly quote?: string;
      }[];
    }
  | { readonly kind: 'set-reviewed'; readonly pages: readonly number[]; readonly reviewed: boolean };

/** Commands that the palette and keybindings send to the active panel. */
export type ViewCommand =
  | 'find'
  | 'find-next'
  | 'find-previous'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit-width'
  | 'fit-page'
  | 'toggle-outline'
  | 'toggle-thumbnails'
  | 'toggle-marks-panel'
  | 'toggle-dark-pages'
  | 'go-to-page'
  | 'mark-selection'
  | 'mark-area'
  | 'mark-page'
  | 'next-mark'
  | 'previous-mark'
  | 'next-finding'
  | 'mark-all-hits';

/** From the host to the page. */
export type HostMessage =
  | {
      readonly type: 'open';
      /** Address that the page may fetch the PDF from. */
      readonly pdfUrl: string;
      readonly fileName: string;
      readonly language: 'nl' | 'en';
      readonly position?: ViewPosition;
      readonly snapshot: Snapshot;
    }
  /** The PDF cannot be shown: a sentence that names the file and the way out. */
  | { readonly type: 'unreadable'; readonly fileName: string; readonly message: string }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** Shows a mark, or selects characters of the page so that they can be marked. */
  | {
      readonly type: 'reveal';
      readonly page: number;
      readonly redactionId?: string;
      readonly range?: { readonly start: number; readonly end: number };
    }
  | { readonly type: 'command'; readonly command: ViewCommand }
  /** Marks just placed or changed by this panel's request: select them. */
  | { readonly type: 'select'; readonly ids: readonly string[] }
  /** A list or field of VS Code waits for an answer: keys belong there. */
  | { readonly type: 'asking'; readonly asking: boolean }
  | { readonly type: 'response'; readonly requestId: number; readonly result: PageText }
  | { readonly type: 'failure'; readonly requestId: number; readonly message: string };

/** From the page to the host. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'edit'; readonly edit: EditRequest }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'save' }
  /** The page has the focus, without a click, while a list or field waits for an answer: it belongs there. */
  | { readonly type: 'focus' }
  | { readonly type: 'position'; readonly position: ViewPosition }
  /** Which marks are selected in this panel; commands of the palette work on them. */
  | {
      readonly type: 'selection';
      readonly ids: readonly string[];
      readonly text: boolean;
      /** The selected text, where it is short enough to look for elsewhere. */
      readonly quote?: string;
      readonly page: number;
    }
  /** Characters of a page (from 1) with their boxes. Answered by `response` or `failure`. */
  | {
      readonly type: 'request';
      readonly requestId: number;
      readonly request: { readonly kind: 'page-text'; readonly page: number };
    }
  /** Look for the selected marks or text elsewhere, in this document or in all of the dossier. */
  | { readonly type: 'same-text'; readonly scope: 'document' | 'dossier' }
  /** A quick fix of a finding, chosen in the side panel. */
  | { readonly type: 'fix'; readonly finding: Finding; readonly fix: number }
  /** What the page has on screen; tests and the status bar read it. */
  | {
      readonly type: 'state';
      readonly pages: number;
      readonly rendered: readonly number[];
      readonly marks: number;
      readonly error?: string;
    };
