import * as vscode from 'vscode';
import type { SourceFingerprint } from '../../core/model/redaction.ts';
import { PdfError, type PdfErrorCode, type PdfPort } from '../../core/ports/pdf.ts';
import type { PageGeometry, PageText } from '../../core/text/characters.ts';
import { isNotFound } from '../platform/atomic.ts';
import { sha256Hex } from '../platform/hash.ts';

/** Why a PDF cannot be worked on. */
export type SourceProblem = PdfErrorCode | 'missing' | 'no-access';

/** What is known of a PDF. */
export type SourceState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly fingerprint: SourceFingerprint;
      readonly pages: readonly PageGeometry[];
    }
  | { readonly kind: 'unreadable'; readonly problem: SourceProblem };

/** Files up to this size stay in memory while their editor is open, for page texts. Bytes. */
const keepBytes = 48 * 1024 * 1024;
/** Pages whose text is kept. */
const keepPages = 400;
/** Pages asked of the engine in one go, since each call hands over the whole file: more of a long document. */
const batchOf = (count: number): number => Math.min(64, Math.max(8, Math.ceil(count / 50)));

/** A PDF on disk: fingerprint, page sizes and page texts, read once and again when the file changes. Never written. */
export class PdfSource {
  readonly uri: vscode.Uri;
  readonly #pdf: PdfPort;
  #state: SourceState = { kind: 'loading' };
  #loading: Promise<SourceState> | undefined;
  #bytes: Uint8Array | undefined;
  /** Grows with every reload, so that answers about an older file are dropped. */
  #generation = 0;
  readonly #texts = new Map<number, Promise<PageText>>();
  readonly #known = new Map<number, PageText>();

  constructor(uri: vscode.Uri, pdf: PdfPort) {
    this.uri = uri;
    this.#pdf = pdf;
  }

  get state(): SourceState {
    return this.#state;
  }

  /** Texts of pages that have been read so far. */
  get knownTexts(): readonly PageText[] {
    return [...this.#known.values()];
  }

  /** Reads the file if that has not been done; never rejects. */
  load(): Promise<SourceState> {
    this.#loading ??= this.#load(this.#generation);
    return this.#loading;
  }

  /** Reads the file again. */
  reload(): Promise<SourceState> {
    this.#generation += 1;
    this.#loading = undefined;
    this.#bytes = undefined;
    this.#texts.clear();
    this.#known.clear();
    return this.load();
  }

  /** Characters of a page (from 1). Rejects with `PdfError`, or with a RangeError for a page that is not there. */
  async pageText(page: number): Promise<PageText> {
    const state = await this.load();
    if (state.kind !== 'ready') throw new PdfError('engine-failed', 'the PDF cannot be read');
    if (!Number.isInteger(page) || page < 1 || page > state.pages.length)
      throw new RangeError(`no page ${page}`);
    const known = this.#texts.get(page);
    if (known) {
      this.#texts.delete(page);
      this.#texts.set(page, known);
      return known;
    }
    return this.#requestTexts(page, state.pages.length);
  }

  #requestTexts(page: number, count: number): Promise<PageText> {
    const wanted: number[] = [];
    for (let next = page; next <= count && wanted.length < batchOf(count); next += 1)
      if (!this.#texts.has(next)) wanted.push(next);
    const answer = this.#read().then((bytes) => this.#pdf.text(bytes, wanted));
    for (const one of wanted) {
      const text = answer.then((all) => {
        const found = all.find((item) => item.geometry.page === one);
        if (!found) throw new PdfError('engine-failed', `no text of page ${one}`);
        return found;
      });
      this.#texts.set(one, text);
      void this.#remember(one, text);
    }
    for (const old of this.#texts.keys()) {
      if (this.#texts.size <= keepPages) break;
      this.#texts.delete(old);
      this.#known.delete(old);
    }
    const own = this.#texts.get(page);
    return own ?? Promise.reject(new PdfError('engine-failed', `no text of page ${page}`));
  }

  /** A text that came in is known; one that failed is asked for again the next time. */
  async #remember(page: number, text: Promise<PageText>): Promise<void> {
    const known = await text.catch(() => undefined);
    if (this.#texts.get(page) !== text) return;
    if (known) this.#known.set(page, known);
    else this.#texts.delete(page);
  }

  async #read(): Promise<Uint8Array> {
    if (this.#bytes) return this.#bytes;
    const generation = this.#generation;
    // A plain Uint8Array: readFile hands out a Buffer, which may be a window on a larger pool.
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(this.uri));
    if (bytes.byteLength <= keepBytes && generation === this.#generation) this.#bytes = bytes;
    return bytes;
  }

  async #load(generation: number): Promise<SourceState> {
    const state = await this.#examine();
    if (generation !== this.#generation) return this.load();
    this.#state = state;
    return state;
  }

  async #examine(): Promise<SourceState> {
    try {
      const bytes = await this.#read();
      const [sha256, description] = await Promise.all([sha256Hex(bytes), this.#pdf.describe(bytes)]);
      if (description.pages.length === 0) return { kind: 'unreadable', problem: 'no-pages' };
      return {
        kind: 'ready',
        fingerprint: { sha256, bytes: bytes.byteLength, pages: description.pages.length },
        pages: description.pages,
      };
    } catch (error) {
      return { kind: 'unreadable', problem: problemOf(error) };
    }
  }
}

/** The problem that an error of the file system or of the engine stands for. */
export function problemOf(error: unknown): SourceProblem {
  if (error instanceof PdfError) return error.code;
  if (isNotFound(error)) return 'missing';
  if (error instanceof vscode.FileSystemError) return 'no-access';
  return 'engine-failed';
}
