import { holdsQuote } from '../decision/file-name.ts';
import { parseDossier } from '../dossier/parse.ts';
import { safeRelativePath } from '../dossier/path.ts';
import type { Dossier, DossierDocument } from '../dossier/types.ts';
import { describeFailure } from '../l10n/failure.ts';
import type { Language } from '../l10n/language.ts';
import type { Redaction, Sidecar } from '../model/redaction.ts';
import type { FilesPort } from '../ports/files.ts';
import type { AbortSignalLike, PdfPort } from '../ports/pdf.ts';
import { type DocumentWords, wordsOfDocument, wordsOfPage } from '../same-text/document-words.ts';
import { parseSidecar } from '../sidecar/parse.ts';
import type { PageGeometry } from '../text/characters.ts';
import { describePdfError } from './failures.ts';
import { inParallel } from './parallel.ts';
import { texts } from './texts.ts';
import { ExportBlocked, type Hash } from './types.ts';
import { decodeUtf8 } from './utf8.ts';

/** A document of a case as it lies on disk. */
export interface CaseDocument {
  readonly document: DossierDocument;
  /** Path in the dossier's folder; undefined when none is named or it leads out of the folder. */
  readonly path?: string;
  readonly sidecar?: Sidecar;
  readonly missing?: boolean;
  /** Why PDF or sidecar cannot be read: a sentence for the user. */
  readonly unreadable?: string;
  /** The PDF as it is now; `size` in bytes. */
  readonly actual?: {
    readonly sha256: string;
    readonly size: number;
    readonly pages: readonly PageGeometry[];
  };
  readonly words?: DocumentWords;
}

/** A dossier with all that its rows name. */
export interface Case {
  readonly dossier: Dossier;
  /** File name of the dossier. */
  readonly name: string;
  readonly folderUri: string;
  /** In the order of the dossier. */
  readonly documents: readonly CaseDocument[];
}

/** What reading a case needs. */
export interface CaseSource {
  readonly dossierUri: string;
  readonly files: FilesPort;
  readonly pdf: Pick<PdfPort, 'describe' | 'text'>;
  /** Whether the words of the PDFs are read as well, for findings that compare texts. */
  readonly words?: boolean;
  readonly hash: Hash;
  readonly language: Language;
  readonly concurrency?: number;
  readonly signal?: AbortSignalLike;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Suffix of the file that holds the marks of a PDF. */
export const SIDECAR_SUFFIX = '.redactions.json';

/** Marks of a document that count for the decision; none where the sidecar cannot be read. */
export function marksOf({ sidecar }: CaseDocument): readonly Redaction[] {
  return sidecar?.redactions ?? [];
}

/** The title of a document, or its number where the title holds what is blacked out in it. */
export function titleOf(each: CaseDocument): string {
  const { number, title } = each.document;
  const quotes = marksOf(each).flatMap(({ quote }) => (quote === undefined ? [] : [quote]));
  return holdsQuote(title, quotes) ? `Document ${number}` : title;
}

/**
 * Reads a dossier, its sidecars and what its PDFs are. A fault of one document is a fact about that document; only an
 * unreadable dossier rejects (`ExportBlocked`). PDFs are not kept in memory.
 */
export async function loadCase(source: CaseSource): Promise<Case> {
  const { dossierUri, files, language } = source;
  const cut = dossierUri.lastIndexOf('/');
  const folderUri = dossierUri.slice(0, cut);
  const name = decodeURIComponent(dossierUri.slice(cut + 1));
  const refuse = (message: string): never => {
    throw new ExportBlocked([{ file: name, message }], true);
  };
  const bytes = await files.read(dossierUri).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Any other failure is told as what it is: a folder, no access.
    if (code !== 'not-found' && code !== 'failed') throw error;
    return refuse(texts[language].fileNotFound(name));
  });
  const parsed = parseDossier(decodeUtf8(bytes));
  const dossier = parsed.ok ? parsed.value : refuse(describeFailure(parsed, name, language));

  let done = 0;
  source.onProgress?.(0, dossier.documents.length);
  const documents = await inParallel(dossier.documents, source.concurrency ?? 4, async (document) => {
    const loaded = await loadDocument(document, folderUri, source);
    source.onProgress?.(++done, dossier.documents.length);
    return loaded;
  });
  return { dossier, name, folderUri, documents };
}

async function loadDocument(
  document: DossierDocument,
  folderUri: string,
  source: CaseSource,
): Promise<CaseDocument> {
  const { files, pdf, hash, language, signal } = source;
  const path = safeRelativePath(document.file ?? '');
  // Only an assessed document is opened: of the others nothing is decided and nothing is exported.
  if (path === undefined || document.status !== 'assessed') return { document };
  const uri = files.join(folderUri, ...path.split('/'));
  const bytes = await files.read(uri).catch(() => undefined);
  if (bytes === undefined) {
    // A missing PDF and one that may not be read are told apart.
    if (!(await files.exists(uri))) return { document, path, missing: true };
    return { document, path, unreadable: texts[language]['engine-failed'](path) };
  }
  const marks = await readSidecar(`${uri}${SIDECAR_SUFFIX}`, `${path}${SIDECAR_SUFFIX}`, source);
  try {
    const call = signal === undefined ? {} : { signal };
    const { pages } = await pdf.describe(bytes, call);
    const loaded = {
      document,
      path,
      ...marks,
      actual: { sha256: await hash(bytes), size: bytes.length, pages },
    };
    if (source.words !== true) return loaded;
    const read = await pdf.text(bytes, undefined, call);
    return { ...loaded, words: wordsOfDocument(read.map(wordsOfPage)) };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { document, path, ...marks, unreadable: describePdfError(error, path, language) };
  }
}

async function readSidecar(
  uri: string,
  file: string,
  { files, language }: CaseSource,
): Promise<Pick<CaseDocument, 'sidecar' | 'unreadable'>> {
  if (!(await files.exists(uri))) return {};
  const bytes = await files.read(uri).catch(() => undefined);
  if (bytes === undefined) return { unreadable: texts[language].fileNotFound(file) };
  const parsed = parseSidecar(decodeUtf8(bytes));
  return parsed.ok ? { sidecar: parsed.value } : { unreadable: describeFailure(parsed, file, language) };
}
