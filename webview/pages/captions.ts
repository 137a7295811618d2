import { indexOf, type Model } from '../state/model.ts';
import type { Texts } from '../texts.ts';
import { createCheckbox, setChecked, setDisabled } from '../toolkit.ts';
import type { PageView } from './page-view.ts';

const boxes = new WeakMap<PageView, HTMLElement>();

/** The line above a page: its number, how many marks it has, a hint, and whether it has been read through. */
export function drawCaption(
  view: PageView,
  model: Model,
  texts: Texts,
  hint: string | undefined,
  onReviewed: (page: number, reviewed: boolean) => void,
): void {
  const snapshot = model.snapshot.value;
  const index = indexOf(snapshot);
  const title = texts.pageCaption(view.page, index.byPage.get(view.page)?.length ?? 0);
  view.setTitle(hint === undefined ? title : `${title} · ${hint}`);
  let box = boxes.get(view);
  if (box === undefined) {
    box = createCheckbox({
      label: texts.reviewed,
      checked: false,
      action: 'reviewed',
      onChange: (checked) => onReviewed(view.page, checked),
    });
    box.setAttribute('data-page-control', '');
    view.caption.append(box);
    boxes.set(view, box);
  }
  setChecked(box, index.reviewed.has(view.page));
  setDisabled(box, snapshot.readOnly !== undefined);
}
