import type { Redaction } from '../../src/core/model/redaction.ts';
import type { EditorContext } from '../context.ts';
import { quadsBounds } from '../geometry.ts';
import { indexOf, placeOf, selectMarks } from '../state/model.ts';

/** Going from mark to mark, also to those on pages that are not in the document. */
export class Navigation {
  readonly #context: EditorContext;

  constructor(context: EditorContext) {
    this.#context = context;
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
    const frame = await viewer.prepare(redaction.page);
    viewer.reveal(
      redaction.page,
      quadsBounds(frame, viewer.scaleOf(redaction.page), placeOf(model, redaction)),
    );
    if (focus) {
      this.element(id)?.focus({ preventScroll: true });
    }
  }

  /** The next (1) or previous (-1) mark in reading order, from the selected one or from the place in view. */
  step(direction: 1 | -1): Redaction | undefined {
    return this.#stepAmong(this.#context.model.snapshot.value.redactions, direction);
  }

  /** The next mark with a finding. */
  nextFinding(): Redaction | undefined {
    const snapshot = this.#context.model.snapshot.value;
    const { findingsByMark } = indexOf(snapshot);
    const withFindings = snapshot.redactions.filter((redaction) => findingsByMark.has(redaction.id));
    return this.#stepAmong(withFindings, 1) ?? withFindings[0];
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
