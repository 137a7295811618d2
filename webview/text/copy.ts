import type { EditorContext } from '../context.ts';
import type { PageTexts } from './page-texts.ts';
import { isCollapsed, orderedEnds, rangeOnPage, copyText, type TextSelection } from './selection.ts';

/** The selected text, without that of pages whose text is not at hand. */
export function selectedText(selection: TextSelection, pageTexts: PageTexts): string {
  const [first, last] = orderedEnds(selection);
  const parts: string[] = [];
  for (let page = first.page; page <= last.page; page += 1) {
    const lines = pageTexts.peek(page);
    const range =
      lines === undefined ? undefined : rangeOnPage(selection, page, lines.text.characters.length);
    if (lines !== undefined && range !== undefined) {
      parts.push(copyText(lines, range));
    }
  }
  return parts.join('\n');
}

/** Makes copying give the selected text of the PDF, whatever the browser itself has selected. */
export function linkCopy({ model, pageTexts, lifetime }: EditorContext): void {
  const options = { signal: lifetime };
  const chosen = (): TextSelection | undefined => {
    const selection = model.selection.value;
    const typing = document.activeElement?.matches('input, textarea, vscode-text-field') ?? false;
    return selection === undefined || isCollapsed(selection) || typing ? undefined : selection;
  };
  // Cancelling this event is what makes the copy command available where the browser has nothing selected.
  const onBefore = (event: Event): void => {
    if (chosen() !== undefined) {
      event.preventDefault();
    }
  };
  const onCopy = (event: ClipboardEvent): void => {
    const selection = chosen();
    if (selection !== undefined) {
      event.clipboardData?.setData('text/plain', selectedText(selection, pageTexts));
      event.preventDefault();
    }
  };
  document.addEventListener('beforecopy', onBefore, options);
  document.addEventListener('copy', onCopy, options);
  model.selection.subscribe((selection) => {
    if (selection !== undefined) {
      const [first, last] = orderedEnds(selection);
      for (let page = first.page; page <= last.page; page += 1) {
        void pageTexts.get(page).catch(() => undefined);
      }
    }
  });
}
