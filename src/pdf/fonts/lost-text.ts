import type { PDFDict, PDFDocument, PDFPage } from 'pdf-lib';
import { CodesByFont } from '../content/fonts/codes.ts';
import type { CMapLoader } from '../content/types.ts';
import { FontUsage, UsageError } from './usage.ts';

/** Which codes of which fonts were in what is taken away. */
export class LostText {
  readonly codes = new CodesByFont();
  private readonly doc: PDFDocument;
  private readonly loadCMap: CMapLoader | undefined;

  constructor(doc: PDFDocument, loadCMap: CMapLoader | undefined) {
    this.doc = doc;
    this.loadCMap = loadCMap;
  }

  /** A page, before it becomes a picture. */
  page(page: PDFPage): void {
    this.note((usage) => usage.content(page));
  }

  /** Appearances of an annotation, before they go. */
  appearances(appearances: PDFDict): void {
    this.note((usage) => usage.appearances(appearances));
  }

  private note(walk: (usage: FontUsage) => void): void {
    const usage = new FontUsage(this.doc.context, this.loadCMap);
    try {
      walk(usage);
    } catch (error) {
      // What was read up to there counts.
      if (!(error instanceof UsageError)) throw error;
    }
    this.codes.addAll(usage.shown);
  }
}
