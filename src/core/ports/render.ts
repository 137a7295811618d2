import type { DecisionModel } from '../decision/types.ts';
import type { AbortSignalLike } from './pdf.ts';

/** Renders a decision. All output follows from the model alone: same model, same bytes. */
export interface RenderPort {
  /** Letter with annexes 1 and 2, and the list of annex 3, as one PDF. */
  letterPdf(model: DecisionModel, signal?: AbortSignalLike): Promise<Uint8Array>;
  letterDocx(model: DecisionModel, signal?: AbortSignalLike): Promise<Uint8Array>;
  inventoryXlsx(model: DecisionModel, signal?: AbortSignalLike): Promise<Uint8Array>;
  /** UTF-8 with BOM, semicolons, as Dutch spreadsheets expect. */
  inventoryCsv(model: DecisionModel): Uint8Array;
}
