import { ROW_HEIGHT, rowsStyle } from './row-element.ts';
import type { TableRow } from './rows.ts';

/** Rows drawn above and below what can be seen. */
const OVERSCAN = 8;

/** A row in the page, with what it was drawn from. */
interface Drawn {
  readonly key: string;
  readonly node: HTMLElement;
}

/** The rows of a long list that can be seen; the others are not in the page. */
export class RowWindow {
  private readonly viewport: HTMLElement;
  private readonly body: HTMLElement;
  private readonly make: (row: TableRow, place: number, selected: boolean) => HTMLElement;
  /** By the row's index in the dossier. */
  private drawn = new Map<number, Drawn>();

  constructor(
    viewport: HTMLElement,
    body: HTMLElement,
    make: (row: TableRow, place: number, selected: boolean) => HTMLElement,
  ) {
    this.viewport = viewport;
    this.body = body;
    this.make = make;
  }

  /** What is drawn is out of date, but for a row that is typed in. */
  forget(except: number | undefined): void {
    for (const index of this.drawn.keys()) if (index !== except) this.drawn.delete(index);
  }

  /** Brings the page in line. The row with index `editing` is moved but never drawn anew. */
  draw(rows: readonly TableRow[], selected: (index: number) => boolean, editing: number | undefined): void {
    const { scrollTop, clientHeight } = this.viewport;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - OVERSCAN);
    const last = Math.ceil((scrollTop + clientHeight) / ROW_HEIGHT) + OVERSCAN;
    const places = rows.slice(first, last).map((row, at) => ({ row, place: first + at }));
    const edited = rows.findIndex(({ index }) => index === editing);
    if (edited >= last) places.push({ row: rows[edited]!, place: edited });
    else if (edited >= 0 && edited < first) places.unshift({ row: rows[edited]!, place: edited });
    this.body.style.cssText = `${rowsStyle};height:${rows.length * ROW_HEIGHT}px`;
    const now = new Map<number, Drawn>();
    for (const { row, place } of places) {
      const on = selected(row.index);
      const key = `${place}|${on}`;
      const known = this.drawn.get(row.index);
      const kept = known !== undefined && (known.key === key || row.index === editing);
      now.set(row.index, kept ? known : { key, node: this.make(row, place, on) });
      if (kept) known.node.style.top = `${place * ROW_HEIGHT}px`;
    }
    this.put([...now.values()].map(({ node }) => node));
    this.drawn = now;
  }

  /** Nodes that stay are not taken out and put back: that would take the focus from what is in them. */
  private put(nodes: readonly HTMLElement[]): void {
    const staying = new Set<Element>(nodes);
    for (const old of [...this.body.children]) if (!staying.has(old)) old.remove();
    let next = this.body.firstElementChild;
    for (const node of nodes) {
      if (node === next) next = next.nextElementSibling;
      else this.body.insertBefore(node, next);
    }
  }
}
