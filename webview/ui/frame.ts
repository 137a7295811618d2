import type { EditorContext } from '../context.ts';
import type { FindBar } from '../find/find-bar.ts';
import type { Command } from '../input/commands.ts';
import type { Navigation } from '../marks/navigation.ts';
import { Overview } from '../pages/overview.ts';
import { MarksPanel } from '../panel/marks-panel.ts';
import { Sidebar } from '../sidebar/sidebar.ts';
import { element, setText } from './dom.ts';
import type { HelpOverlay } from './help.ts';
import { icon } from './icons.ts';
import { Toolbar } from './toolbar.ts';

/** What the frame is put together from. */
export interface FrameParts {
  readonly context: EditorContext;
  readonly navigation: Navigation;
  readonly findBar: FindBar;
  readonly help: HelpOverlay;
  readonly commands: Readonly<Record<Command, () => void>>;
}

/** Everything around the pages. */
export interface Frame {
  readonly node: HTMLElement;
  /** The place in view has changed. */
  moved(): void;
  zoomed(): void;
  focusPageBox(): void;
  /** Puts the keyboard in the next (1) or previous (-1) part; tells whether there is one. */
  cycleRegions(direction: 1 | -1): boolean;
}

/** Lays out toolbar, sidebar, pages and list of marks. */
export function createFrame(parts: FrameParts): Frame {
  const { context, findBar, help, commands } = parts;
  const { model, viewer, texts, announcer } = context;
  const toolbar = new Toolbar(context, commands);
  const sidebar = new Sidebar(context);
  const panel = new MarksPanel(context, parts.navigation);
  const overview = new Overview(context);
  const bannerText = element('span');
  const banner = element(
    'div',
    { class: 'banner', attributes: { role: 'status', 'data-banner': '' } },
    icon('lock'),
    element('strong', {}, texts.readOnly),
    bannerText,
  );
  const modeText = element('div', { class: 'mode', attributes: { 'data-mode': '' } });
  const stage = element('main', { class: 'stage' }, viewer.node, overview.node, findBar.node, modeText);
  const node = element(
    'div',
    { class: 'editor' },
    toolbar.node,
    banner,
    element('div', { class: 'body' }, sidebar.node, stage, panel.node),
    announcer.node,
    help.node,
  );

  const showReadOnly = (): void => {
    const reason = model.snapshot.value.readOnly;
    banner.hidden = reason === undefined;
    setText(bannerText, reason ?? '');
    node.classList.toggle('is-read-only', reason !== undefined);
  };
  const showModes = (): void => {
    node.classList.toggle('area-mode', model.areaMode.value);
    node.classList.toggle('preview', model.preview.value);
    node.classList.toggle('dark-pages', model.darkPages.value);
    const mode = model.areaMode.value ? texts.areaMode : model.textCursor.value ? texts.textCursorOn : '';
    modeText.hidden = mode === '';
    setText(modeText, mode);
    if (mode !== '') {
      announcer.say(mode);
    }
  };
  model.snapshot.subscribe(showReadOnly);
  for (const mode of [model.areaMode, model.preview, model.darkPages, model.textCursor]) {
    mode.subscribe(showModes);
  }
  showReadOnly();
  showModes();

  const regions: readonly (() => boolean)[] = [
    () => toolbar.focus(),
    () => sidebar.focus(),
    () => {
      viewer.node.focus({ preventScroll: true });
      return true;
    },
    () => panel.focus(),
  ];
  const nodes = [toolbar.node, sidebar.node, stage, panel.node];
  return {
    node,
    moved() {
      toolbar.update();
      overview.moved();
      sidebar.moved();
    },
    zoomed() {
      toolbar.update();
      overview.moved();
    },
    focusPageBox: () => toolbar.focusPageBox(),
    cycleRegions(direction) {
      const from = nodes.findIndex((part) => part.contains(document.activeElement));
      const start = from < 0 ? nodes.indexOf(stage) : from;
      for (let next = start + direction; next >= 0 && next < nodes.length; next += direction) {
        if (regions[next]?.() === true) {
          return true;
        }
      }
      return false;
    },
  };
}
