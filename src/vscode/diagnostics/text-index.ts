import * as vscode from 'vscode';
import type { PdfPort } from '../../core/ports/pdf.ts';
import {
  type DocumentWords,
  type PageWords,
  wordsOfDocument,
  wordsOfPage,
} from '../../core/same-text/document-words.ts';
import { sha256Hex } from '../platform/hash.ts';

/** Pages asked of the engine in one go: their characters are on this thread for a moment only. */
const batch = 25;
/** Larger documents are read when a command asks for them, not in the background. */
const mostPages = 1500;

interface Wanted {
  readonly pdf: vscode.Uri;
  readonly sha256: string;
  readonly abort: AbortController;
}

/**
 * The words of PDFs by the hash of the file, read one document at a time in the background. Kept in memory only,
 * since they are what the marks keep secret.
 */
export class TextIndex implements vscode.Disposable {
  readonly #pdf: PdfPort;
  readonly #known = new Map<string, DocumentWords>();
  /** Hashes that were tried in vain: no second try until the file changes. */
  readonly #failed = new Set<string>();
  readonly #waiting = new Map<string, Wanted>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** The words of another document are known. */
  readonly onDidChange = this.#changed.event;
  #running: Wanted | undefined;

  constructor(pdf: PdfPort) {
    this.#pdf = pdf;
  }

  /** The words of a file's content, as far as it has been read. */
  peek(sha256: string): DocumentWords | undefined {
    return this.#known.get(sha256);
  }

  /** Puts a document in the queue; an earlier content of the same file is no longer read. */
  want(pdf: vscode.Uri, { sha256, pages }: { readonly sha256: string; readonly pages: number }): void {
    if (pages > mostPages || this.#known.has(sha256) || this.#failed.has(sha256)) return;
    const key = pdf.toString();
    if (this.#waiting.get(key)?.sha256 === sha256 || this.#isRunning(key, sha256)) return;
    if (this.#running?.pdf.toString() === key) this.#running.abort.abort();
    this.#waiting.set(key, { pdf, sha256, abort: new AbortController() });
    void this.#work();
  }

  /** The words of a file as it is now; rejects with the engine's error, or when `signal` says so. */
  async read(pdf: vscode.Uri, signal?: AbortSignal): Promise<DocumentWords> {
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(pdf));
    const sha256 = await sha256Hex(bytes);
    const known = this.#known.get(sha256);
    if (known) return known;
    const call = signal === undefined ? {} : { signal };
    const { pages } = await this.#pdf.describe(bytes, call);
    const read: PageWords[] = [];
    for (let first = 0; first < pages.length; first += batch) {
      const wanted = pages.slice(first, first + batch).map(({ page }) => page);
      read.push(...(await this.#pdf.text(bytes, wanted, call)).map(wordsOfPage));
    }
    const words = wordsOfDocument(read);
    this.#known.set(sha256, words);
    return words;
  }

  #isRunning(key: string, sha256: string): boolean {
    return (
      this.#running?.sha256 === sha256 &&
      this.#running.pdf.toString() === key &&
      !this.#running.abort.signal.aborted
    );
  }

  async #work(): Promise<void> {
    if (this.#running) return;
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      const [key, wanted] = next;
      this.#waiting.delete(key);
      this.#running = wanted;
      await this.read(wanted.pdf, wanted.abort.signal).then(
        () => this.#changed.fire(),
        () => {
          if (!wanted.abort.signal.aborted) this.#failed.add(wanted.sha256);
        },
      );
      this.#running = undefined;
    }
  }

  dispose(): void {
    this.#waiting.clear();
    this.#running?.abort.abort();
    this.#changed.dispose();
  }
}
