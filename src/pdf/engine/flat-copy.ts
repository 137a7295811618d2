import { loadFrom, type FileAccess } from './file-access.ts';
import { FormDrawing } from './form.ts';
import type { Pointer, RawEngine } from './raw.ts';

/** FPDFPage_Flatten: for the screen; that something was done (fpdf_flatten.h). */
const AS_SHOWN = 0;
const FLATTENED = 1;
/** Pages after which the copy is opened anew: it keeps what was read of them. */
const MOST_PAGES = 50;

/** A copy of a document in memory in which annotations and fields become content of their pages. Close it. */
export class FlatCopy {
  private readonly engine: RawEngine;
  private readonly access: FileAccess;
  private document: Pointer = 0;
  private form: FormDrawing | undefined;
  /** Whether there was anything to flatten, by index of the page. */
  private readonly done = new Map<number, boolean>();

  constructor(engine: RawEngine, access: FileAccess) {
    this.engine = engine;
    this.access = access;
  }

  /** Opens a page (from 0) of the copy; 0 where there are no annotations, or the engine cannot do it. Close it. */
  open(index: number): Pointer {
    if (this.done.size >= MOST_PAGES && !this.done.has(index)) this.close();
    if (this.document === 0) {
      this.document = loadFrom(this.engine, this.access);
      if (this.document !== 0) this.form = FormDrawing.of(this.engine, this.document);
    }
    const { calls } = this.engine;
    this.engine.substituteFonts.settle(this.engine);
    const isFlat = this.done.get(index) ?? (this.document !== 0 && this.flatten(index));
    this.done.set(index, isFlat);
    return isFlat ? calls.FPDF_LoadPage(this.document, index) : 0;
  }

  private flatten(index: number): boolean {
    const { calls } = this.engine;
    const page = calls.FPDF_LoadPage(this.document, index);
    if (page === 0) return false;
    // The form draws the values of fields that bring no appearance.
    this.form?.openPage(page);
    const outcome = calls.FPDFPage_Flatten(page, AS_SHOWN);
    this.form?.closePage(page);
    calls.FPDF_ClosePage(page);
    return outcome === FLATTENED;
  }

  /** Frees the copy; it can be asked again. */
  close(): void {
    this.form?.close();
    this.form = undefined;
    if (this.document !== 0) this.engine.calls.FPDF_CloseDocument(this.document);
    this.document = 0;
    this.done.clear();
  }
}
