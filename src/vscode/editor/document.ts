import * as vscode from 'vscode';
import type { RedactionEdit } from '../../core/model/edit.ts';
import { applyEdit, applyReview, invertEdit } from '../../core/model/edits.ts';
import { sameRedaction } from '../../core/model/merge.ts';
import type { Redaction, Sidecar, SourceFingerprint } from '../../core/model/redaction.ts';
import type { PageText } from '../../core/text/characters.ts';
import type { MarkedDocument } from './edits.ts';
import type { PdfSource, SourceState } from './pdf-source.ts';
import { type SidecarOnDisk, sidecarUri } from './sidecar-file.ts';

/** One step of undo in the editor: of the marks, or of the PDF that they are confirmed to belong to. */
export interface DocumentEdit extends RedactionEdit {
  readonly source?: { readonly before: SourceFingerprint; readonly after: SourceFingerprint };
}

/** Why nothing may be changed; the sentence is made at the edge. */
export type ReadOnlyReason =
  | { readonly kind: 'sidecar'; readonly disk: Extract<SidecarOnDisk, { kind: 'invalid' | 'unreadable' }> }
  | { readonly kind: 'source' }
  | { readonly kind: 'file-system' };

/** Beyond this many the text is read where the page is shown, not all at once. */
const mostMarkedPages = 200;
const unknownSource: SourceFingerprint = { sha256: '', bytes: 0, pages: 0 };
const emptySidecar: Sidecar = { version: 1, source: unknownSource, redactions: [] };

/**
 * A PDF with its marks, as open in one or more panels. Holds the marks in memory and the sidecar's last known
 * text on disk; writes nothing itself.
 */
export class PdfDocument implements vscode.CustomDocument, MarkedDocument {
  readonly uri: vscode.Uri;
  readonly sidecarUri: vscode.Uri;
  readonly source: PdfSource;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposed = new vscode.EventEmitter<void>();
  /** After every change of marks, of the sidecar's state or of the PDF's. */
  readonly onDidChange = this.#changed.event;
  readonly onDidDispose = this.#disposed.event;
  #sidecar: Sidecar;
  #disk: SidecarOnDisk;
  #version = 1;
  #gone = false;

  /** `restored`: marks of a hot-exit backup, which are newer than those on disk. */
  constructor(source: PdfSource, disk: SidecarOnDisk, restored?: Sidecar) {
    this.uri = source.uri;
    this.sidecarUri = sidecarUri(source.uri);
    this.source = source;
    this.#disk = disk;
    this.#sidecar = restored ?? contentOf(disk);
    void source.load().then((state) => this.sourceLoaded(state));
  }

  get sidecar(): Sidecar {
    return this.#sidecar;
  }

  /** The sidecar's last known state on disk: what was read or written last. */
  get disk(): SidecarOnDisk {
    return this.#disk;
  }

  /** Grows by one with every change. */
  get version(): number {
    return this.#version;
  }

  get readOnly(): ReadOnlyReason | undefined {
    if (this.#disk.kind === 'invalid' || this.#disk.kind === 'unreadable')
      return { kind: 'sidecar', disk: this.#disk };
    if (this.source.state.kind === 'unreadable') return { kind: 'source' };
    if (vscode.workspace.fs.isWritableFileSystem(this.uri.scheme) === false) return { kind: 'file-system' };
    return undefined;
  }

  /** Whether memory holds anything that the file does not. */
  get unsaved(): boolean {
    const saved = contentOf(this.#disk);
    return !sameMarks(saved, this.#sidecar) || !sameSource(saved, this.#sidecar);
  }

  mark(id: string): Redaction | undefined {
    return this.#sidecar.redactions.find((mark) => mark.id === id);
  }

  pageText(page: number): Promise<PageText> {
    return this.source.pageText(page);
  }

  apply(edit: DocumentEdit): void {
    const before = this.#sidecar;
    const pages = applyReview(before.review?.pages ?? [], edit);
    this.#set({
      ...before,
      source: edit.source?.after ?? before.source,
      redactions: applyEdit(before.redactions, edit),
      ...(pages.length > 0 || before.review ? { review: { ...before.review, pages } } : {}),
    });
  }

  revert(edit: DocumentEdit): void {
    const { source } = edit;
    this.apply({
      ...invertEdit(edit),
      ...(source ? { source: { before: source.after, after: source.before } } : {}),
    });
  }

  /** What memory holds has been written as `disk`, or is meant to take its place. Fields we do not know are the file's. */
  rebase(disk: SidecarOnDisk): void {
    this.#disk = disk;
    if (disk.kind === 'valid' && disk.sidecar.unknown)
      this.#sidecar = { ...this.#sidecar, unknown: disk.sidecar.unknown };
    this.#bump();
  }

  /** Takes over what is on disk. */
  replace(disk: SidecarOnDisk): void {
    this.#disk = disk;
    this.#set(contentOf(disk));
    this.sourceLoaded(this.source.state);
  }

  /** New marks get the fingerprint of the PDF as it is; marks that were there keep that of their time. */
  sourceLoaded(state: SourceState): void {
    if (state.kind === 'ready' && this.#sidecar.source.sha256 === '')
      this.#sidecar = { ...this.#sidecar, source: state.fingerprint };
    this.#bump();
    void this.#readMarkedPages(state);
  }

  /** Some findings compare marks with the text under them. */
  async #readMarkedPages(state: SourceState): Promise<void> {
    if (state.kind !== 'ready') return;
    const known = new Set(this.source.knownTexts.map(({ geometry }) => geometry.page));
    const marked = new Set(this.#sidecar.redactions.map(({ page }) => page));
    const wanted = [...marked].filter((page) => page <= state.pages.length && !known.has(page));
    if (wanted.length === 0 || wanted.length > mostMarkedPages) return;
    for (const page of wanted) await this.source.pageText(page).catch(() => undefined);
    this.#bump();
  }

  dispose(): void {
    this.#gone = true;
    this.#disposed.fire();
    this.#changed.dispose();
    this.#disposed.dispose();
  }

  #set(sidecar: Sidecar): void {
    this.#sidecar = sidecar;
    this.#bump();
  }

  #bump(): void {
    if (this.#gone) return;
    this.#version += 1;
    this.#changed.fire();
  }
}

/** Marks of a sidecar on disk; none where there is no readable one. */
export function contentOf(disk: SidecarOnDisk): Sidecar {
  return disk.kind === 'valid' ? disk.sidecar : emptySidecar;
}

/** Whether two sidecars say the same about the document, whatever PDF they belong to. */
export function sameMarks(a: Sidecar, b: Sidecar): boolean {
  const pages = (sidecar: Sidecar): string => JSON.stringify(sidecar.review?.pages ?? []);
  return (
    pages(a) === pages(b) &&
    a.redactions.length === b.redactions.length &&
    a.redactions.every((mark, index) => sameRedaction(mark, b.redactions[index]))
  );
}

/** A sidecar that was never written belongs to any PDF. */
function sameSource(saved: Sidecar, current: Sidecar): boolean {
  return saved.source.sha256 === '' || saved.source.sha256 === current.source.sha256;
}
