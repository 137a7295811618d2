import type { EditorContext } from '../context.ts';
import type { MarkKeys, Nudge } from '../marks/mark-keys.ts';
import type { Navigation } from '../marks/navigation.ts';
import { selectMarks } from '../state/model.ts';
import type { CursorStep, TextCursor } from '../text/text-cursor.ts';
import type { UsualKey } from '../marks/actions.ts';
import type { Popup } from '../ui/popup.ts';
import type { Command } from './commands.ts';
import type { Question } from './question.ts';

/** What the keyboard works with. */
export interface KeyParts {
  readonly context: EditorContext;
  readonly navigation: Navigation;
  readonly textCursor: TextCursor;
  readonly markKeys: MarkKeys;
  readonly popup: Popup;
  readonly question: Question;
  readonly commands: Readonly<Record<Command, () => void>>;
  /** Goes to the next (1) or previous (-1) part of the editor; tells whether there is one. */
  readonly cycleRegions: (direction: 1 | -1) => boolean;
}

/** Keys without Ctrl, Alt or Meta. `+` and `?` come with Shift on most keyboards. */
const PLAIN: Readonly<Record<string, Command>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'fit-width',
  '9': 'fit-page',
  '?': 'help',
  a: 'mark-area',
  p: 'draft-page',
  t: 'toggle-text-cursor',
  v: 'toggle-preview',
  k: 'toggle-reviewed',
};

const ARROWS: Readonly<Record<string, Nudge>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const CURSOR: Readonly<Record<string, CursorStep>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'line-start',
  End: 'line-end',
};

/** Keys that VS Code binds to commands of ours: only the browser's own use of them is stopped. */
const BOUND_BY_HOST = /^(?:f|g|=|\+|-|0)$/iu;

/** Of those, the ones after which a person types. */
const FIELDS: Readonly<Record<string, Command>> = { f: 'find', g: 'go-to-page' };

/** The keyboard. A key that does something here does not reach VS Code; every other one does. */
export class KeyInput {
  readonly #parts: KeyParts;

  constructor(parts: KeyParts) {
    this.#parts = parts;
  }

  /** Begins to listen. */
  listen(): void {
    const { lifetime } = this.#parts.context;
    document.addEventListener('keydown', (event) => this.#onKey(event), { signal: lifetime });
  }

  #onKey(event: KeyboardEvent): void {
    if (isTyping(event) || this.#parts.question.takesKeys) {
      return;
    }
    const command = event.ctrlKey || event.metaKey;
    if ((command && BOUND_BY_HOST.test(event.key)) || event.key === 'F3' || event.key === 'F8') {
      event.preventDefault();
      // VS Code's command takes its time; what is typed meanwhile must not be taken for our single-letter keys.
      const field = event.shiftKey || event.altKey ? undefined : FIELDS[event.key.toLowerCase()];
      if (command && field !== undefined) {
        this.#parts.commands[field]();
      }
    } else if (this.#handle(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #handle(event: KeyboardEvent): boolean {
    if (event.key === 'F6') {
      // Beyond the last part the key is VS Code's, which goes on to its own parts.
      return this.#parts.cycleRegions(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape') {
      this.#parts.commands.cancel();
      return true;
    }
    const place = placeOf(event.target as HTMLElement);
    if (place === 'control') {
      return this.#plain(event);
    }
    return (
      (place === 'mark' && this.#onMark(event)) ||
      (place !== 'panel' && this.#inDocument(event)) ||
      this.#onMarks(event) ||
      this.#plain(event)
    );
  }

  /** A mark has the focus. */
  #onMark(event: KeyboardEvent): boolean {
    const { navigation, markKeys, context } = this.#parts;
    if (event.key === 'Tab') {
      const next = navigation.step(event.shiftKey ? -1 : 1);
      if (next !== undefined) {
        void navigation.show(next.id, true);
        return true;
      }
      if (event.shiftKey) {
        context.viewer.node.focus({ preventScroll: true });
        return true;
      }
      return this.#parts.cycleRegions(1);
    }
    if (event.key === ' ') {
      const id = (event.target as HTMLElement).dataset['redaction'];
      const selected = new Set(context.model.selected.value);
      if (id !== undefined && !selected.delete(id)) {
        selected.add(id);
      }
      selectMarks(context.model, selected);
      return true;
    }
    const nudge = ARROWS[event.key];
    if (nudge === undefined || context.model.selected.value.size === 0) {
      return false;
    }
    if (event.shiftKey) {
      return markKeys.resize(nudge, event.altKey ? 'start' : 'end', event.ctrlKey || event.metaKey);
    }
    return !event.ctrlKey && !event.altKey && !event.metaKey && markKeys.nudge(nudge);
  }

  /** The document or something in it has the focus. */
  #inDocument(event: KeyboardEvent): boolean {
    const { context, markKeys, navigation, textCursor, commands } = this.#parts;
    const { model } = context;
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    if (event.key === 'a' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      commands['select-page-text']();
      return true;
    }
    if (event.key === 'Tab' && !event.shiftKey && !modified && event.target === context.viewer.node) {
      const first = model.selected.value.size > 0 ? [...model.selected.value][0] : navigation.step(1)?.id;
      if (first !== undefined) {
        void navigation.show(first, true);
        return true;
      }
      return false;
    }
    const nudge = ARROWS[event.key];
    if (nudge !== undefined && !modified && markKeys.adjustShape(nudge, event.shiftKey)) {
      return true;
    }
    if (
      model.areaMode.value &&
      !modified &&
      (nudge !== undefined || event.key === 'Enter' || event.key === ' ')
    ) {
      markKeys.placeArea();
      model.areaMode.set(false);
      return true;
    }
    const step = CURSOR[event.key];
    if (
      step !== undefined &&
      !event.altKey &&
      (model.textCursor.value || (event.shiftKey && model.selection.value))
    ) {
      const byWord = event.ctrlKey || event.metaKey;
      const wordStep = step === 'left' ? 'word-left' : step === 'right' ? 'word-right' : step;
      void textCursor.step(byWord ? wordStep : step, event.shiftKey);
      return true;
    }
    return false;
  }

  /** Something has been chosen, or marks are selected: in the document or in the list. */
  #onMarks(event: KeyboardEvent): boolean {
    const { context, popup } = this.#parts;
    const { actions, model } = context;
    const any = actions.hasDraft || model.selected.value.size > 0;
    if (!any || event.ctrlKey || event.altKey || event.metaKey) {
      return false;
    }
    const key = event.key.toLowerCase();
    if (key === 's') {
      actions.sameText(event.shiftKey ? 'dossier' : 'document');
      return true;
    }
    if (event.shiftKey) {
      if (key !== 'a' && key !== 'r') {
        return false;
      }
      actions.decide(key === 'a' ? 'accepted' : 'rejected');
      return true;
    }
    switch (key) {
      case 'e':
      case 'd':
      case 'g':
        actions.usual(key satisfies UsualKey);
        popup.hide();
        return true;
      case 'enter':
        actions.pick();
        return true;
      case 'l':
        actions.bare();
        return true;
      case 'm':
        actions.motivate();
        return true;
      case 'delete':
      case 'backspace':
        actions.remove();
        return true;
      default:
        return false;
    }
  }

  #plain(event: KeyboardEvent): boolean {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const command = PLAIN[name];
    const shifted = event.shiftKey && /^[a-z0-9]$/u.test(name);
    if (command === undefined || shifted || event.ctrlKey || event.altKey || event.metaKey) {
      return false;
    }
    this.#parts.commands[command]();
    return true;
  }
}

/** Whether a key goes into a text field, where letters are letters. Escape and F6 work there too. */
function isTyping(event: KeyboardEvent): boolean {
  const typing = event
    .composedPath()
    .some(
      (node) =>
        node instanceof HTMLElement &&
        (node.matches('input[type="text"], textarea') || node.isContentEditable),
    );
  if (typing && /^[zya]$/iu.test(event.key) && (event.ctrlKey || event.metaKey)) {
    // Undo and select-all are the field's own here, not the document's.
    event.stopPropagation();
  }
  return typing && event.key !== 'Escape' && event.key !== 'F6';
}

/** Where a key was pressed. On a control its own keys (Enter, Space, arrows) belong to the control. */
function placeOf(target: HTMLElement): 'mark' | 'document' | 'panel' | 'control' {
  if (target.closest('[data-redaction]') !== null && target.closest('[data-region="document"]') !== null) {
    return 'mark';
  }
  if (target.closest('vscode-button, vscode-checkbox, vscode-dropdown, button, [role="treeitem"]') !== null) {
    return 'control';
  }
  return target.closest('[data-region="panel"]') === null ? 'document' : 'panel';
}
