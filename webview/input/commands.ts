import type { ViewCommand } from '../../src/core/protocol.ts';
import type { EditorContext } from '../context.ts';
import type { FindBar } from '../find/find-bar.ts';
import type { MarkKeys } from '../marks/mark-keys.ts';
import type { Navigation } from '../marks/navigation.ts';
import { clearSelection, indexOf, selectMarks } from '../state/model.ts';
import type { TextCursor } from '../text/text-cursor.ts';
import type { HelpOverlay } from '../ui/help.ts';
import type { Popup } from '../ui/popup.ts';

/** Everything that can be done by name: from the palette, a key or a button. */
export type Command =
  | ViewCommand
  | 'toggle-preview'
  | 'toggle-text-cursor'
  | 'toggle-reviewed'
  | 'draft-page'
  | 'select-page-text'
  | 'next-page'
  | 'previous-page'
  | 'help'
  | 'cancel';

/** A zoom step. */
const STEP = 1.2;

/** What commands work with. */
export interface CommandParts {
  readonly context: EditorContext;
  readonly navigation: Navigation;
  readonly popup: Popup;
  readonly findBar: FindBar;
  readonly textCursor: TextCursor;
  readonly markKeys: MarkKeys;
  readonly help: HelpOverlay;
  readonly focusPageBox: () => void;
  readonly cancelDrag: () => boolean;
}

/** What each command does. */
export function createCommands(parts: CommandParts): Readonly<Record<Command, () => void>> {
  const { context, navigation, popup, findBar } = parts;
  const { model, viewer, actions, announcer, texts } = context;
  const toggleSidebar = (which: 'outline' | 'thumbnails'): void =>
    model.sidebar.set(model.sidebar.value === which ? 'none' : which);
  const goTo = (mark: { readonly id: string } | undefined): void => {
    if (mark !== undefined) {
      void navigation.show(mark.id, true);
    }
  };
  const choosePage = async (): Promise<void> => {
    const { page } = viewer;
    const frame = await viewer.prepare(page);
    const shape = await actions.pageShape(page, frame.view);
    selectMarks(model, []);
    model.selection.set(undefined);
    model.shape.set(shape);
    announcer.say(texts.pageMade(page));
  };
  return {
    find: () => findBar.open(),
    'find-next': () => findBar.step(1),
    'find-previous': () => findBar.step(-1),
    'zoom-in': () => viewer.zoomBy(STEP),
    'zoom-out': () => viewer.zoomBy(1 / STEP),
    'fit-width': () => viewer.setZoom('fit-width'),
    'fit-page': () => viewer.setZoom('fit-page'),
    'toggle-outline': () => toggleSidebar('outline'),
    'toggle-thumbnails': () => toggleSidebar('thumbnails'),
    'toggle-marks-panel': () => model.marksPanel.set(!model.marksPanel.value),
    'toggle-dark-pages': () => model.darkPages.set(!model.darkPages.value),
    'toggle-preview': () => model.preview.set(!model.preview.value),
    'toggle-text-cursor': () => void parts.textCursor.toggle(),
    'toggle-reviewed': () => {
      const { page } = viewer;
      actions.review([page], !indexOf(model.snapshot.value).reviewed.has(page));
    },
    'go-to-page': parts.focusPageBox,
    'next-page': () => viewer.scrollTo(viewer.page + 1),
    'previous-page': () => viewer.scrollTo(viewer.page - 1),
    'mark-selection': () => actions.pick(),
    'mark-area': () => {
      if (actions.editable) {
        model.areaMode.set(!model.areaMode.value);
        if (model.areaMode.value) {
          viewer.node.focus({ preventScroll: true });
        }
      }
    },
    'mark-page': () => {
      if (actions.editable) {
        void choosePage().then(() => actions.pick());
      }
    },
    'draft-page': () => {
      if (actions.editable) {
        void choosePage().then(() => popup.show());
      }
    },
    'select-page-text': () => {
      const { page } = viewer;
      const lines = context.pageTexts.peek(page);
      if (lines !== undefined && lines.lines.length > 0) {
        selectMarks(model, []);
        model.shape.set(undefined);
        const end = lines.text.characters.length;
        model.selection.set({ anchor: { page, index: 0 }, focus: { page, index: end } });
        popup.show();
      }
    },
    'mark-all-hits': () => findBar.markAll(),
    'next-mark': () => goTo(navigation.step(1)),
    'previous-mark': () => goTo(navigation.step(-1)),
    'next-finding': () => navigation.nextFinding(),
    help: () => parts.help.toggle(),
    cancel: () => {
      if (findBar.focused) {
        findBar.close();
        return;
      }
      // One thing at a time, the innermost first.
      const stopped = parts.help.close() || parts.cancelDrag() || popup.hide();
      const chosen =
        model.selected.value.size > 0 ||
        model.shape.value !== undefined ||
        model.selection.value !== undefined;
      if (model.areaMode.value) {
        model.areaMode.set(false);
      } else if (chosen) {
        model.textCursor.set(false);
        clearSelection(model);
        viewer.node.focus({ preventScroll: true });
      } else if (!stopped && !findBar.close()) {
        model.textCursor.set(false);
      }
    },
  };
}
