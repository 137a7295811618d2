import type { Redaction } from '../../src/core/model/redaction.ts';
import type { EditorContext } from '../context.ts';
import { clampRect, quadOnScreen, rectToQuad } from '../geometry.ts';
import { indexOf, placeOf, selectedMarks } from '../state/model.ts';
import { wordEdge } from '../text/selection.ts';
import type { MarkDrags, MarkPlace } from './mark-drag.ts';

/** A direction on screen, in points. */
export interface Nudge {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** Default size of an area placed by keyboard, in points on screen. */
const AREA = { width: 180, height: 48 };

/** Moving and resizing marks, and placing areas, by keyboard. */
export class MarkKeys {
  readonly #context: EditorContext;
  readonly #drags: MarkDrags;
  #waiting: readonly MarkPlace[] = [];

  constructor(context: EditorContext, drags: MarkDrags) {
    this.#context = context;
    this.#drags = drags;
    // One step of undo for as long as a key is held down.
    const options = { signal: context.lifetime };
    document.addEventListener('keyup', () => this.#flush(), options);
    window.addEventListener('blur', () => this.#flush(), options);
  }

  /** Moves the selected areas by a point; tells whether there were any. */
  nudge({ x, y }: Nudge): boolean {
    const { model, viewer, actions, announcer, texts } = this.#context;
    const marks = selectedMarks(model);
    const areas = marks.filter((mark) => mark.kind === 'area');
    if (areas.length === 0) {
      if (marks.some((mark) => mark.kind === 'text')) {
        announcer.say(texts.textMarkHint);
      }
      return marks.length > 0;
    }
    if (actions.editable) {
      this.#show(
        areas.flatMap((mark) => {
          const scale = viewer.scaleOf(mark.page);
          return this.#drags.shifted(this.#present(mark), x * scale, y * scale);
        }),
      );
    }
    return true;
  }

  /** Makes the selected mark larger or smaller: areas at the right and below, text at its end or start. */
  resize({ x, y }: Nudge, edge: 'start' | 'end', byWord: boolean): boolean {
    const { model, viewer, actions, pageTexts } = this.#context;
    const [mark, ...others] = selectedMarks(model);
    if (mark === undefined || others.length > 0 || !actions.editable) {
      return mark !== undefined;
    }
    if (mark.kind === 'area') {
      const scale = viewer.scaleOf(mark.page);
      this.#show(this.#drags.grown(this.#present(mark), x * scale, y * scale));
    } else if (mark.kind === 'text' && x !== 0) {
      const characters = pageTexts.peek(mark.page)?.text.characters ?? [];
      const step = (index: number): number => (byWord ? wordEdge(characters, index, x) : index + x);
      this.#show(this.#drags.stepped(mark, edge, step));
    }
    return true;
  }

  /** Puts a rectangle in the middle of what is in view, to be moved by the arrows. */
  placeArea(): void {
    const { viewer, model, announcer, texts } = this.#context;
    const { page } = viewer;
    const view = viewer.view(page);
    if (view?.frame === undefined) {
      return;
    }
    const origin = viewer.inColumn(page, { x: 0, y: 0 });
    const { scale } = view;
    const middle = {
      x: view.width / 2,
      y: viewer.node.scrollTop + viewer.node.clientHeight / 2 - origin.y,
    };
    const [width, height] = [AREA.width * scale, AREA.height * scale];
    const y = Math.min(Math.max(middle.y - height / 2, 0), view.height - height);
    const rect = clampRect({ x: middle.x - width / 2, y, width, height }, view);
    model.shape.set({ kind: 'area', page, quad: rectToQuad(view.frame, scale, rect) });
    announcer.say(texts.areaByKeys);
  }

  /** Moves or stretches the chosen area by two points; tells whether there is one. */
  adjustShape({ x, y }: Nudge, stretch: boolean): boolean {
    const { viewer, model } = this.#context;
    const shape = model.shape.value;
    const view = shape === undefined ? undefined : viewer.view(shape.page);
    if (shape?.kind !== 'area' || view?.frame === undefined) {
      return false;
    }
    const step = 2 * view.scale;
    const rect = quadOnScreen(view.frame, view.scale, shape.quad);
    const next = stretch
      ? {
          ...rect,
          width: Math.max(step, rect.width + x * step),
          height: Math.max(step, rect.height + y * step),
        }
      : {
          ...rect,
          x: Math.min(Math.max(rect.x + x * step, 0), view.width - rect.width),
          y: Math.min(Math.max(rect.y + y * step, 0), view.height - rect.height),
        };
    model.shape.set({ ...shape, quad: rectToQuad(view.frame, view.scale, clampRect(next, view)) });
    viewer.reveal(shape.page, next);
    return true;
  }

  /** A mark where it is now, moves that the host has not confirmed included. */
  #present(mark: Redaction): Redaction {
    return { ...mark, quads: placeOf(this.#context.model, mark) };
  }

  #show(places: readonly MarkPlace[]): void {
    const { model } = this.#context;
    const changed = new Set(places.map((place) => place.id));
    this.#waiting = [...this.#waiting.filter((place) => !changed.has(place.id)), ...places];
    model.moved.set(new Map([...model.moved.value, ...places.map(({ id, quads }) => [id, quads] as const)]));
  }

  #flush(): void {
    const known = indexOf(this.#context.model.snapshot.value).byId;
    const places = this.#waiting.filter((place) => known.has(place.id));
    this.#waiting = [];
    this.#context.actions.move(places);
  }
}
