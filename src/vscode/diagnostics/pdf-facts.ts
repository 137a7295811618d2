import * as vscode from 'vscode';
import type { SourceFingerprint } from '../../core/model/redaction.ts';
import type { PdfPort } from '../../core/ports/pdf.ts';
import type { PageGeometry } from '../../core/text/characters.ts';
import { problemOf, type SourceProblem, type SourceState } from '../editor/pdf-source.ts';
import { sha256Hex } from '../platform/hash.ts';

/** What findings need to know of a PDF. */
export type PdfFacts =
  | {
      readonly kind: 'ready';
      readonly fingerprint: SourceFingerprint;
      readonly pages: readonly PageGeometry[];
    }
  | { readonly kind: 'unreadable'; readonly problem: SourceProblem };

interface Known {
  readonly modified: number;
  readonly size: number;
  readonly facts: PdfFacts;
}

/**
 * Facts of PDFs that are not open, one at a time in the background, and again only when a file has another size
 * or time of change.
 */
export class PdfFactsReader implements vscode.Disposable {
  readonly #pdf: PdfPort;
  readonly #known = new Map<string, Known>();
  readonly #abort = new AbortController();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(pdf: PdfPort) {
    this.#pdf = pdf;
  }

  /** What is known now, without reading. */
  peek(uri: vscode.Uri): PdfFacts | undefined {
    return this.#known.get(uri.toString())?.facts;
  }

  read(uri: vscode.Uri): Promise<PdfFacts> {
    const next = this.#queue.then(() => this.#read(uri));
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #read(uri: vscode.Uri): Promise<PdfFacts> {
    const key = uri.toString();
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      const known = this.#known.get(key);
      if (known && known.modified === stat.mtime && known.size === stat.size) return known.facts;
      const facts = await this.#examine(uri);
      this.#known.set(key, { modified: stat.mtime, size: stat.size, facts });
      return facts;
    } catch (error) {
      const facts: PdfFacts = { kind: 'unreadable', problem: problemOf(error) };
      // No file has this time or size, so the next reading examines it anew.
      this.#known.set(key, { modified: -1, size: -1, facts });
      return facts;
    }
  }

  async #examine(uri: vscode.Uri): Promise<PdfFacts> {
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    try {
      const sha256 = await sha256Hex(bytes);
      const { pages } = await this.#pdf.describe(bytes, { signal: this.#abort.signal });
      if (pages.length === 0) return { kind: 'unreadable', problem: 'no-pages' };
      return { kind: 'ready', fingerprint: { sha256, bytes: bytes.byteLength, pages: pages.length }, pages };
    } catch (error) {
      return { kind: 'unreadable', problem: problemOf(error) };
    }
  }

  dispose(): void {
    this.#abort.abort();
  }
}

/** The facts of an open document; undefined while it is being read. */
export function factsOf(state: SourceState): PdfFacts | undefined {
  return state.kind === 'loading' ? undefined : state;
}
