import type { Pointer, RawEngine } from './raw.ts';
import { readWideText } from './wide-text.ts';

/** FPDF_GetFormType of a document without a form. */
const NO_FORM = 0;
/** FPDFAnnot_GetSubtype of a form field's widget. */
const WIDGET = 20;
/** FPDF_FORMFIELD_COMBOBOX, _LISTBOX and _TEXTFIELD of fpdf_formfill.h. */
const TYPED: ReadonlySet<number> = new Set([4, 5, 6]);

/** Whether fields are on a page. */
function hasWidgets({ calls }: RawEngine, page: Pointer): boolean {
  const count = calls.FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index++) {
    const annotation = calls.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const subtype = calls.FPDFAnnot_GetSubtype(annotation);
    calls.FPDFPage_CloseAnnot(annotation);
    if (subtype === WIDGET) return true;
  }
  return false;
}

/**
 * Draws the fields of a document's form, which the engine leaves out of the picture of a page. Fields are shown as
 * they are printed, without the colour that marks where one can type. Scripts do not run: the engine has none.
 */
export class FormDrawing {
  private readonly engine: RawEngine;
  private readonly info: Pointer;
  private readonly form: Pointer;

  private constructor(engine: RawEngine, info: Pointer, form: Pointer) {
    this.engine = engine;
    this.info = info;
    this.form = form;
  }

  /** Undefined when the document has no form. Close it before the document. */
  static of(engine: RawEngine, document: Pointer): FormDrawing | undefined {
    return engine.calls.FPDF_GetFormType(document) === NO_FORM
      ? undefined
      : FormDrawing.open(engine, document);
  }

  /**
   * Of a document that has no form, undefined when the page has no fields either: those of a page that was taken from
   * a form are shown by their looks all the same.
   */
  static without(engine: RawEngine, document: Pointer, page: Pointer): FormDrawing | undefined {
    return hasWidgets(engine, page) ? FormDrawing.open(engine, document) : undefined;
  }

  private static open(engine: RawEngine, document: Pointer): FormDrawing | undefined {
    const { calls } = engine;
    const info = calls.PDFiumExt_OpenFormFillInfo();
    const form = calls.PDFiumExt_InitFormFillEnvironment(document, info);
    if (form === 0) {
      calls.PDFiumExt_CloseFormFillInfo(info);
      return undefined;
    }
    calls.FPDF_SetFormFieldHighlightAlpha(form, 0);
    return new FormDrawing(engine, info, form);
  }

  openPage(page: Pointer): void {
    this.engine.calls.FORM_OnAfterLoadPage(page, this.form);
  }

  closePage(page: Pointer): void {
    this.engine.calls.FORM_OnBeforeClosePage(page, this.form);
  }

  /** Arguments as for FPDF_RenderPageBitmap. */
  draw(
    bitmap: Pointer,
    page: Pointer,
    place: {
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
    },
    turn: number,
    flags: number,
  ): void {
    const { left, top, width, height } = place;
    this.engine.calls.FPDF_FFLDraw(this.form, bitmap, page, left, top, width, height, turn, flags);
  }

  /** What a field holds that is typed in or chosen from a list; empty for others. */
  valueOf(annotation: Pointer): string {
    const { calls } = this.engine;
    if (!TYPED.has(calls.FPDFAnnot_GetFormFieldType(this.form, annotation))) return '';
    return readWideText(this.engine, (room, size) =>
      calls.FPDFAnnot_GetFormFieldValue(this.form, annotation, room, size),
    );
  }

  close(): void {
    this.engine.calls.PDFiumExt_ExitFormFillEnvironment(this.form);
    this.engine.calls.PDFiumExt_CloseFormFillInfo(this.info);
  }
}
