import type { MarkActions } from './marks/actions.ts';
import type { Viewer } from './pages/viewer.ts';
import type { PdfSource } from './pdf/source.ts';
import type { Model } from './state/model.ts';
import type { PageTexts } from './text/page-texts.ts';
import type { Texts } from './texts.ts';
import type { Transport } from './transport.ts';
import type { Announcer } from './ui/announcer.ts';

/** The parts of an open editor that most others work with. */
export interface EditorContext {
  readonly texts: Texts;
  readonly model: Model;
  readonly transport: Transport;
  readonly source: PdfSource;
  readonly pageTexts: PageTexts;
  readonly announcer: Announcer;
  readonly actions: MarkActions;
  readonly viewer: Viewer;
  /** Aborted when another PDF takes this one's place: listeners outside the editor's own elements end with it. */
  readonly lifetime: AbortSignal;
}
