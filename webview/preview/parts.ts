import { reopen } from './block.ts';

/** Whether a person is writing in a part of the page. */
const writing = (node: HTMLElement): boolean => node.querySelector('.editor') !== null;

/**
 * The drawn parts of the letter by key, with the text they were drawn from: a part that did not change is not drawn
 * again, nor is one in which a person is writing. What was opened in a part is opened in its successor.
 */
export class Parts {
  private readonly drawn = new Map<string, { readonly from: string; readonly node: HTMLElement }>();

  draw(key: string, data: unknown, make: () => HTMLElement): HTMLElement {
    const from = JSON.stringify(data);
    const known = this.drawn.get(key);
    if (known !== undefined && (known.from === from || writing(known.node))) return known.node;
    const node = make();
    if (known !== undefined) reopen(known.node, node);
    this.drawn.set(key, { from, node });
    return node;
  }

  clear(): void {
    this.drawn.clear();
  }
}
