import type { HostMessage } from '../src/core/protocol.ts';
import type { EditorContext } from './context.ts';
import { FindBar } from './find/find-bar.ts';
import { createCommands } from './input/commands.ts';
import { KeyInput } from './input/keys.ts';
import { PointerInput } from './input/pointer.ts';
import { Question } from './input/question.ts';
import { MarkActions } from './marks/actions.ts';
import { watchChanges } from './marks/changes.ts';
import { MarkDrags } from './marks/mark-drag.ts';
import { MarkKeys } from './marks/mark-keys.ts';
import { MarkLayer } from './marks/mark-layer.ts';
import { Navigation } from './marks/navigation.ts';
import { drawCaption } from './pages/captions.ts';
import type { PageView } from './pages/page-view.ts';
import { Viewer } from './pages/viewer.ts';
import type { PdfSource } from './pdf/source.ts';
import { createModel, type Model, selectMarks } from './state/model.ts';
import { Reports } from './state/reports.ts';
import { linkCopy } from './text/copy.ts';
import { DomSelection } from './text/dom-selection.ts';
import { PageTexts } from './text/page-texts.ts';
import { drawSelection } from './text/selection-layer.ts';
import { TextCursor } from './text/text-cursor.ts';
import { buildTextLayer } from './text/text-layer.ts';
import { TEXTS } from './texts.ts';
import type { Transport } from './transport.ts';
import { createAnnouncer } from './ui/announcer.ts';
import { createFrame } from './ui/frame.ts';
import { HelpOverlay } from './ui/help.ts';
import { Popup } from './ui/popup.ts';

/** A PDF that is open in this panel. */
export interface Editor {
  readonly node: HTMLElement;
  /** Starts showing pages; the node must be in the document. */
  start(): void;
  /** Lets go of the PDF and of everything outside the node. */
  dispose(): void;
  receive(
    message: Extract<HostMessage, { type: 'snapshot' | 'reveal' | 'command' | 'select' | 'asking' }>,
  ): void;
}

type Opened = Extract<HostMessage, { type: 'open' }>;

function modelOf({ snapshot, position }: Opened): Model {
  const model = createModel(snapshot);
  if (position !== undefined) {
    model.darkPages.set(position.darkPages);
    model.sidebar.set(position.sidebar);
    model.marksPanel.set(position.marksPanel);
  }
  return model;
}

/** Builds the editor of an opened PDF: makes the parts and tells each what the others need. */
export function createEditor(opened: Opened, source: PdfSource, transport: Transport): Editor {
  const texts = TEXTS[opened.language];
  const model = modelOf(opened);
  const pageTexts = new PageTexts((page) => transport.pageText(page));
  const announcer = createAnnouncer();
  const actions = new MarkActions({ model, transport, pageTexts, texts, announcer });
  const markLayer = new MarkLayer(model, texts);
  const viewer = new Viewer({
    source,
    documentLabel: texts.documentRegion(opened.fileName),
    pageLabel: texts.page,
    pageFailed: texts.pageFailed,
    onDraw: (view) => draw(view),
    onMove: () => {
      reports.moved();
      frame.moved();
    },
    onZoom: () => {
      popup.reposition();
      reports.moved();
      frame.zoomed();
    },
    onRendered: (view, error) => reports.rendered(view, error),
  });
  const end = new AbortController();
  const context: EditorContext = {
    texts,
    model,
    transport,
    source,
    pageTexts,
    announcer,
    actions,
    viewer,
    lifetime: end.signal,
  };
  const reports = new Reports(context);
  const domSelection = new DomSelection(context);
  const navigation: Navigation = new Navigation(context, () => popup.show());
  const popup: Popup = new Popup({ viewer, model, pageTexts, actions, texts });
  const findBar = new FindBar(context);
  const help = new HelpOverlay(texts);
  const markDrags = new MarkDrags({ model, viewer, pageTexts, actions });
  const markKeys = new MarkKeys(context, markDrags);
  const textCursor = new TextCursor(context);
  const question = new Question(context);
  const pointer = new PointerInput({
    ...context,
    markDrags,
    onChosen: () => {
      popup.show();
      actions.announceDraft();
    },
    onMarkClicked: (id) => {
      navigation.element(id)?.focus({ preventScroll: true });
      popup.show();
    },
  });
  const commands = createCommands({
    context,
    navigation,
    popup,
    findBar,
    textCursor,
    markKeys,
    help,
    focusPageBox: () => frame.focusPageBox(),
    cancelDrag: () => pointer.cancel(),
  });
  const frame = createFrame({ context, navigation, findBar, help, commands });
  new KeyInput({
    context,
    navigation,
    textCursor,
    markKeys,
    popup,
    question,
    commands,
    cycleRegions: (direction) => frame.cycleRegions(direction),
  }).listen();
  linkCopy(context);
  watchChanges(model, announcer, texts);

  const draw = (view: PageView): void => {
    const hint = captionHint(view);
    drawCaption(view, model, texts, hint, (page, reviewed) => actions.review([page], reviewed));
    markLayer.draw(view);
    drawSelection(view, model, pageTexts);
    findBar.draw(view);
    fillText(view);
  };
  const captionHint = (view: PageView): string | undefined => {
    if (view.layer('text').dataset['text'] === 'failed') {
      return texts.textFailed;
    }
    return pageTexts.peek(view.page)?.lines.length === 0 ? texts.noText : undefined;
  };
  const fillText = (view: PageView): void => {
    const layer = view.layer('text');
    if (layer.dataset['text'] !== undefined) {
      return;
    }
    layer.dataset['text'] = 'asked';
    pageTexts.get(view.page).then(
      (lines) => {
        if (view.frame !== undefined) {
          layer.replaceChildren(buildTextLayer(view.frame, lines));
          layer.dataset['text'] = 'ready';
          domSelection.write();
          draw(view);
        }
      },
      () => {
        layer.dataset['text'] = 'failed';
        draw(view);
      },
    );
  };
  const forViews = (render: (view: PageView) => void) => (): void => {
    for (const view of viewer.views) {
      render(view);
    }
  };
  const drawMarks = forViews((view) => markLayer.draw(view));
  model.snapshot.subscribe(() => viewer.redraw());
  model.pending.subscribe(drawMarks);
  model.moved.subscribe(drawMarks);
  model.selected.subscribe(drawMarks);
  const drawChosen = forViews((view) => drawSelection(view, model, pageTexts));
  model.selection.subscribe(drawChosen);
  model.shape.subscribe(drawChosen);
  model.textCursor.subscribe(drawChosen);

  return {
    node: frame.node,
    start() {
      viewer.start(opened.position?.zoom ?? 'fit-width', opened.position);
      // Keys of the browser (Page Down, arrows) go where the focus is. It is never taken from elsewhere.
      const takeFocus = (): void => {
        if (document.hasFocus() && document.activeElement === document.body) {
          viewer.node.focus({ preventScroll: true });
        }
      };
      takeFocus();
      window.addEventListener('focus', takeFocus, { signal: end.signal });
    },
    dispose() {
      end.abort();
      reports.stop();
      void source.close();
    },
    receive(message) {
      switch (message.type) {
        case 'snapshot':
          if (message.snapshot.version >= model.snapshot.value.version) {
            model.snapshot.set(message.snapshot);
          }
          break;
        case 'select':
          selectMarks(model, message.ids);
          break;
        case 'asking':
          question.set(message.asking);
          break;
        case 'reveal':
          if (message.redactionId !== undefined) {
            void navigation.show(message.redactionId, true);
          } else if (message.range === undefined) {
            viewer.scrollTo(message.page);
          } else {
            void navigation
              .showRange(message.page, message.range, true)
              .catch(() => viewer.scrollTo(message.page));
          }
          break;
        case 'command':
          commands[message.command]();
          break;
      }
    },
  };
}
