import type { Quad, Redaction } from '../../src/core/model/redaction.ts';
import { charactersInQuads } from '../../src/core/text/in-quads.ts';
import { quadsForRange } from '../../src/core/text/quads.ts';
import {
  clamp,
  quadOnScreen,
  quadsBounds,
  rectBetween,
  rectToQuad,
  type ScreenRect,
  toUser,
} from '../geometry.ts';
import type { Drag } from '../input/drag.ts';
import type { PageView } from '../pages/page-view.ts';
import type { Viewer } from '../pages/viewer.ts';
import { indexOf, type Model, placeOf, selectedMarks, selectMarks } from '../state/model.ts';
import { caretAt } from '../text/lines.ts';
import type { PageTexts } from '../text/page-texts.ts';
import type { MarkActions } from './actions.ts';
import type { HandleName } from './mark-layer.ts';

/** New place of one mark. */
export interface MarkPlace {
  readonly id: string;
  readonly quads: readonly Quad[];
  readonly quote?: string;
}

/** What changing the place of marks works with. */
export interface MarkDragContext {
  readonly model: Model;
  readonly viewer: Viewer;
  readonly pageTexts: PageTexts;
  readonly actions: MarkActions;
}

/** CSS pixels that an area keeps at least when it is resized. */
const SMALLEST = 4;

/** Changing the place of marks: areas move and stretch freely, text marks grow and shrink by characters. */
export class MarkDrags {
  readonly #context: MarkDragContext;

  constructor(context: MarkDragContext) {
    this.#context = context;
  }

  /** Drags areas: this one, and the other selected areas with it. Undefined for what does not move. */
  move(id: string, event: MouseEvent): Drag | undefined {
    const { model, actions } = this.#context;
    const redaction = indexOf(model.snapshot.value).byId.get(id);
    if (redaction?.kind !== 'area' || !actions.editable) {
      return undefined;
    }
    const together = model.selected.value.has(id)
      ? selectedMarks(model).filter((other) => other.kind === 'area')
      : [redaction];
    const start = { x: event.clientX, y: event.clientY };
    let places: readonly MarkPlace[] = [];
    return {
      move: (clientX, clientY) => {
        if (!model.selected.value.has(id)) {
          selectMarks(model, [id]);
        }
        places = together.flatMap((other) => this.shifted(other, clientX - start.x, clientY - start.y));
        this.#show(places);
      },
      end: () => actions.move(places),
      cancel: () => this.#show([]),
    };
  }

  /** Drags a handle of a mark. */
  resize(id: string, handle: HandleName): Drag | undefined {
    const { model, actions, viewer } = this.#context;
    const redaction = indexOf(model.snapshot.value).byId.get(id);
    if (redaction === undefined || !actions.editable) {
      return undefined;
    }
    let result: MarkPlace | undefined;
    return {
      move: (clientX, clientY) => {
        const { page, point } = viewer.locate(clientX, clientY);
        const view = viewer.view(redaction.page);
        if (view?.frame === undefined || page !== redaction.page) {
          return;
        }
        result =
          handle === 'start' || handle === 'end'
            ? this.#recharacter(redaction, handle, toUser(view.frame, view.scale, point))
            : this.#stretched(view, redaction, handle, point);
        this.#show(result === undefined ? [] : [result]);
      },
      end: () => actions.move(result === undefined ? [] : [result]),
      cancel: () => this.#show([]),
    };
  }

  /** An area moved by CSS pixels, kept on its page. */
  shifted(redaction: Redaction, x: number, y: number): readonly MarkPlace[] {
    const view = this.#context.viewer.view(redaction.page);
    if (view?.frame === undefined) {
      return [];
    }
    const { frame, scale } = view;
    const bounds = quadsBounds(frame, scale, redaction.quads);
    const across = clamp(x, Math.min(0, -bounds.x), Math.max(0, view.width - bounds.x - bounds.width));
    const down = clamp(y, Math.min(0, -bounds.y), Math.max(0, view.height - bounds.y - bounds.height));
    const from = toUser(frame, scale, { x: 0, y: 0 });
    const to = toUser(frame, scale, { x: across, y: down });
    const [right, up] = [to[0] - from[0], to[1] - from[1]];
    const quads = redaction.quads.map(
      (quad) => quad.map((value, index) => round(value + (index % 2 === 0 ? right : up))) as unknown as Quad,
    );
    return [{ id: redaction.id, quads }];
  }

  /** An area whose right and bottom edge move by CSS pixels, as the page stands on screen. */
  grown(redaction: Redaction, x: number, y: number): readonly MarkPlace[] {
    const view = this.#context.viewer.view(redaction.page);
    if (view?.frame === undefined) {
      return [];
    }
    const rect = quadsBounds(view.frame, view.scale, redaction.quads);
    const grown = {
      ...rect,
      width: clamp(rect.width + x, SMALLEST, view.width - rect.x),
      height: clamp(rect.height + y, SMALLEST, view.height - rect.y),
    };
    return [{ id: redaction.id, quads: [rectToQuad(view.frame, view.scale, grown)] }];
  }

  /** A text mark whose start or end moves by characters (or as `step` says). */
  stepped(
    redaction: Redaction,
    edge: 'start' | 'end',
    step: (index: number) => number,
  ): readonly MarkPlace[] {
    const range = this.#rangeOf(redaction);
    if (range === undefined) {
      return [];
    }
    const moved =
      edge === 'start' ? { ...range, start: step(range.start) } : { ...range, end: step(range.end) };
    const place = this.#placeOfRange(redaction, moved.start, moved.end);
    return place === undefined ? [] : [place];
  }

  #rangeOf(redaction: Redaction): { start: number; end: number } | undefined {
    const text = this.#context.pageTexts.peek(redaction.page)?.text;
    const indexes =
      text === undefined ? [] : charactersInQuads(text, placeOf(this.#context.model, redaction));
    const [first] = indexes;
    const last = indexes.at(-1);
    return first === undefined || last === undefined ? undefined : { start: first, end: last + 1 };
  }

  #recharacter(
    redaction: Redaction,
    edge: 'start' | 'end',
    at: readonly [number, number],
  ): MarkPlace | undefined {
    const lines = this.#context.pageTexts.peek(redaction.page);
    const range = this.#rangeOf(redaction);
    const caret = lines === undefined ? undefined : caretAt(lines, at);
    if (caret === undefined || range === undefined) {
      return undefined;
    }
    const start = edge === 'start' ? Math.min(caret, range.end - 1) : range.start;
    const end = edge === 'end' ? Math.max(caret, range.start + 1) : range.end;
    return this.#placeOfRange(redaction, start, end);
  }

  #placeOfRange(redaction: Redaction, start: number, end: number): MarkPlace | undefined {
    const text = this.#context.pageTexts.peek(redaction.page)?.text;
    if (text === undefined || end <= start) {
      return undefined;
    }
    const { quads, quote } = quadsForRange(text, start, end);
    return quads.length === 0 ? undefined : { id: redaction.id, quads, quote };
  }

  #stretched(
    view: PageView,
    redaction: Redaction,
    handle: Exclude<HandleName, 'start' | 'end'>,
    point: { readonly x: number; readonly y: number },
  ): MarkPlace | undefined {
    const [quad] = redaction.quads;
    if (view.frame === undefined || quad === undefined) {
      return undefined;
    }
    const rect: ScreenRect = quadOnScreen(view.frame, view.scale, quad);
    const x = clamp(point.x, 0, view.width);
    const y = clamp(point.y, 0, view.height);
    const left = handle.includes('w') ? x : rect.x;
    const right = handle.includes('e') ? x : rect.x + rect.width;
    const top = handle.includes('n') ? y : rect.y;
    const bottom = handle.includes('s') ? y : rect.y + rect.height;
    const next = rectBetween({ x: left, y: top }, { x: right, y: bottom });
    return next.width < SMALLEST || next.height < SMALLEST
      ? undefined
      : { id: redaction.id, quads: [rectToQuad(view.frame, view.scale, next)] };
  }

  #show(places: readonly MarkPlace[]): void {
    this.#context.model.moved.set(new Map(places.map(({ id, quads }) => [id, quads])));
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
