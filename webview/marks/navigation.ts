import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { Redaction } from '../../src/core/model/redaction.ts';
import type { EditorContext } from '../context.ts';
import { quadsBounds } from '../geometry.ts';
import { highlightQuads } from '../text/lines.ts';
import { indexOf, placeOf, selectMarks } from '../state/model.ts';

/** Something that a person is taken to: a mark, or text that a finding says should be one. */
type Stop =
  | { readonly page: number; readonly mark: Redaction }
  | { readonly page: number; readonly range: NonNullable<Finding['range']> };

/** Going from mark to mark, also to those on pages that are not in the document. */
export class Navigation {
  readonly #context: EditorContext;
  readonly #onChosen: () => void;

  /** `onChosen`: text has been selected that may be marked. */
  constructor(context: EditorContext, onChosen: () => void) {
    this.#context = context;
    this.#onChosen = onChosen;
  }

  /** The element of a mark, where its page is in the document. */
  element(id: string): HTMLElement | undefined {
    const { model, viewer } = this.#context;
    const page = indexOf(model.snapshot.value).byId.get(id)?.page ?? 0;
    return (
      viewer
        .view(page)
        ?.layer('marks')
        .querySelector<HTMLElement>(`[data-redaction="${CSS.escape(id)}"]`) ?? undefined
    );
  }

  /** Selects a mark and brings it into view; with `focus` the keyboard goes there too. */
  async show(id: string, focus: boolean): Promise<void> {
    const { model, viewer } = this.#context;
    const redaction = indexOf(model.snapshot.value).byId.get(id);
    if (redaction === undefined || redaction.page > viewer.count) {
      return;
    }
    selectMarks(model, [id]);
    const mayFocus = focus ? this.#takeFocus() : () => false;
    const frame = await viewer.prepare(redaction.page);
    viewer.reveal(
      redaction.page,
      quadsBounds(frame, viewer.scaleOf(redaction.page), placeOf(model, redaction)),
    );
    if (mayFocus() && model.selected.value.has(id)) {
      this.element(id)?.focus({ preventScroll: true });
    }
  }

  /** Selects characters of a page and brings them into view, ready to be marked. */
  async showRange(
    page: number,
    { start, end }: NonNullable<Finding['range']>,
    focus: boolean,
  ): Promise<void> {
    const { model, viewer, pageTexts } = this.#context;
    if (page > viewer.count) {
      return;
    }
    if (focus) {
      this.#takeFocus();
    }
    const [frame, lines] = await Promise.all([viewer.prepare(page), pageTexts.get(page)]);
    selectMarks(model, []);
    model.shape.set(undefined);
    model.selection.set({ anchor: { page, index: start }, focus: { page, index: end } });
    viewer.reveal(page, quadsBounds(frame, viewer.scaleOf(page), highlightQuads(lines, start, end)));
    this.#onChosen();
  }

  /** Goes to what a finding is about: its mark, its text, or its page. */
  showFinding({ redactionId, related = [], page, range }: Finding, focus: boolean): void {
    const { byId } = indexOf(this.#context.model.snapshot.value);
    const mark = [redactionId, ...related].find((id) => id !== undefined && byId.has(id));
    if (page !== undefined && range !== undefined) {
      void this.showRange(page, range, focus).catch(() => this.#context.viewer.scrollTo(page));
    } else if (mark !== undefined) {
      void this.show(mark, focus);
    } else if (page !== undefined) {
      this.#context.viewer.scrollTo(page);
    }
  }

  /** The next (1) or previous (-1) mark in reading order, from the selected one or from the place in view. */
  step(direction: 1 | -1): Redaction | undefined {
    return this.#stepAmong(this.#context.model.snapshot.value.redactions, direction);
  }

  /** Goes to the next finding in the document, around the end. */
  nextFinding(): void {
    const { model, viewer } = this.#context;
    const stops = this.#findingStops();
    const selection = model.selection.value;
    const at = stops.findLastIndex((stop) =>
      'mark' in stop
        ? model.selected.value.has(stop.mark.id)
        : selection?.anchor.page === stop.page && selection.anchor.index === stop.range.start,
    );
    const following = at < 0 ? stops.find(({ page }) => page >= viewer.page) : stops[at + 1];
    const next = following ?? stops[0];
    if (next === undefined) {
      return;
    }
    if ('mark' in next) {
      void this.show(next.mark.id, true);
    } else {
      void this.showRange(next.page, next.range, true).catch(() => viewer.scrollTo(next.page));
    }
  }

  /**
   * Takes the focus, and tells later whether it is still here. While a page is fetched a person may have opened a list
   * of VS Code: what they type belongs there, and not to a mark that takes the focus late.
   */
  #takeFocus(): () => boolean {
    const { node } = this.#context.viewer;
    node.focus({ preventScroll: true });
    return () => document.hasFocus() && document.activeElement === node;
  }

  /** By page: its marks with findings, then its text that should be marked. */
  #findingStops(): readonly Stop[] {
    const snapshot = this.#context.model.snapshot.value;
    const { findingsByMark, otherFindings } = indexOf(snapshot);
    const marks = snapshot.redactions.filter(({ id }) => findingsByMark.has(id));
    const stops = [
      ...marks.map((mark): Stop => ({ page: mark.page, mark })),
      ...otherFindings.flatMap(({ page, range }): readonly Stop[] =>
        page === undefined || range === undefined ? [] : [{ page, range }],
      ),
    ];
    return stops.sort((a, b) => a.page - b.page);
  }

  #stepAmong(marks: readonly Redaction[], direction: 1 | -1): Redaction | undefined {
    const { model, viewer } = this.#context;
    const all = model.snapshot.value.redactions;
    const selected = model.selected.value;
    const current =
      direction === 1
        ? all.findLastIndex((mark) => selected.has(mark.id))
        : all.findIndex((mark) => selected.has(mark.id));
    if (current < 0) {
      const { page } = viewer;
      return direction === 1
        ? marks.find((mark) => mark.page >= page)
        : marks.findLast((mark) => mark.page < page);
    }
    const place = new Map(all.map((mark, index) => [mark.id, index]));
    const after = (mark: Redaction): boolean => (place.get(mark.id) ?? 0) > current;
    const before = (mark: Redaction): boolean => (place.get(mark.id) ?? 0) < current;
    return direction === 1 ? marks.find(after) : marks.findLast(before);
  }
}
