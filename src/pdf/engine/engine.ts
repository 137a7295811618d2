import { PdfError, type PdfErrorCode } from '../../core/ports/pdf.ts';
import { EngineDocument } from './document.ts';
import { loadFrom, openFileAccess } from './file-access.ts';
import { rebuilt } from './rebuild.ts';
import { unlocked } from './unlock.ts';
import { startRawEngine, type RawEngine } from './raw.ts';

/** FPDF_GetLastError; 5 is a security scheme that the engine does not know. */
const OPEN_ERRORS: Readonly<Record<number, PdfErrorCode>> = { 4: 'password', 5: 'password' };
/** Readers look for the header in this many bytes (ISO 32000-1, Annex H). */
const HEADER_REACH = 1024;

/** PDFium in WebAssembly. Its memory grows and never shrinks, so a worker that used much is replaced. */
export class Engine {
  private readonly raw: RawEngine;

  private constructor(raw: RawEngine) {
    this.raw = raw;
  }

  /** `wasm`: the content of pdfium.wasm. Throws PdfError `engine-failed`. */
  static async start(wasm: Uint8Array): Promise<Engine> {
    try {
      return new Engine(await startRawEngine(wasm));
    } catch (error) {
      throw new PdfError('engine-failed', `PDFium does not start: ${String(error)}`);
    }
  }

  /** Bytes that the engine holds. */
  get memory(): number {
    return this.raw.bytes.byteLength;
  }

  /**
   * Opens a document with the empty user password; its bytes are read as they are needed. What the engine cannot read
   * by the cross-references of the file, or lacks pages, is read by what else is found in it, if that gives more.
   * Throws PdfError `not-a-pdf`, `damaged`, `password` or `no-pages`.
   */
  open(bytes: Uint8Array): EngineDocument {
    const content = withHeader(bytes);
    if (!content) throw new PdfError('not-a-pdf', 'no %PDF- header');
    const first = this.load(content);
    const isWhole = first instanceof EngineDocument && first.pages.missing === 0 && first.pages.found > 0;
    if (first === 'password') {
      const open = unlocked(content);
      return opened(open ? this.load(open) : first);
    }
    if (isWhole) return opened(first);
    const found = rebuilt(bytes);
    const second = found && this.load(found);
    if (!(second instanceof EngineDocument)) return opened(first);
    const isBetter = !(first instanceof EngineDocument) || second.pages.found > first.pages.found;
    const [chosen, other] = isBetter ? [second, first] : [first, second];
    if (other instanceof EngineDocument) other.close();
    return opened(chosen);
  }

  /** Opens a document by its own cross-references only; undefined when that gives no page. For what was written here. */
  openAsWritten(bytes: Uint8Array): EngineDocument | undefined {
    const document = this.load(bytes);
    if (!(document instanceof EngineDocument)) return undefined;
    if (document.hasPages) return document;
    document.close();
    return undefined;
  }

  private load(content: Uint8Array): EngineDocument | PdfErrorCode {
    const access = openFileAccess(this.raw, content);
    const pointer = loadFrom(this.raw, access);
    if (pointer !== 0) return new EngineDocument(this.raw, pointer, access);
    const error = this.raw.calls.FPDF_GetLastError();
    access.close();
    return OPEN_ERRORS[error] ?? 'damaged';
  }

  /** Opens a document, hands it to `work` and closes it whatever happens. */
  withDocument<T>(bytes: Uint8Array, work: (document: EngineDocument) => T): T {
    const document = this.open(bytes);
    try {
      return work(document);
    } finally {
      document.close();
    }
  }
}

/** A document that has pages, or the reason why there is none as an error. */
function opened(document: EngineDocument | PdfErrorCode): EngineDocument {
  if (!(document instanceof EngineDocument)) throw new PdfError(document, 'PDFium refuses the file');
  if (document.pageCount > 0) return document;
  const { encrypted } = document;
  document.close();
  // Decrypted by the wrong key, nothing is found.
  throw encrypted
    ? new PdfError('password', 'an encrypted document without pages')
    : new PdfError('no-pages', 'the document has no pages');
}

/** The bytes, with a header where objects begin without one, as some readers allow; undefined for another file. */
function withHeader(bytes: Uint8Array): Uint8Array | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_REACH));
  if (start.includes('%PDF-')) return bytes;
  const isPdf = /^\d+ \d+ obj\b/m.test(start.toString('latin1'));
  return isPdf ? Buffer.concat([Buffer.from('%PDF-1.7\n', 'latin1'), bytes]) : undefined;
}
