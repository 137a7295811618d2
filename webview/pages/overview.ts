import type { EditorContext } from '../context.ts';
import { clamp, quadsBounds } from '../geometry.ts';
import { indexOf } from '../state/model.ts';
import { element } from '../ui/dom.ts';
import { lookOf } from '../marks/label.ts';

/** Width of the strip in CSS pixels. */
const WIDTH = 12;
/** Height of a mark's tick in CSS pixels. */
const TICK = 3;

/**
 * The strip beside the scrollbar: where the marks are in the document, which of them have findings, and which
 * pages have been read through. For the eye and the mouse; the list of marks says the same to a screen reader.
 */
export class Overview {
  readonly node: HTMLElement;
  readonly #context: EditorContext;
  readonly #canvas: HTMLCanvasElement;
  #due = false;

  constructor(context: EditorContext) {
    this.#context = context;
    this.#canvas = element('canvas');
    this.node = element(
      'div',
      { class: 'overview', attributes: { 'aria-hidden': 'true', title: context.texts.rulerTitle } },
      this.#canvas,
    );
    this.node.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const share = event.offsetY / Math.max(1, this.node.clientHeight);
      const { viewer } = context;
      viewer.node.scrollTop = share * viewer.layout.totalHeight - viewer.node.clientHeight / 2;
    });
    context.model.snapshot.subscribe(() => this.moved());
    context.model.selected.subscribe(() => this.moved());
    new ResizeObserver(() => this.moved()).observe(this.node);
    // Themes change by class and style of the body.
    const themes = new MutationObserver(() => this.moved());
    themes.observe(document.body, { attributes: true });
    context.lifetime.addEventListener('abort', () => themes.disconnect());
  }

  /** Draws the strip again, soon. */
  moved(): void {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    const { viewer, model } = this.#context;
    const height = this.node.clientHeight;
    const ratio = globalThis.devicePixelRatio || 1;
    const paint = this.#canvas.getContext('2d');
    if (height === 0 || paint === null) {
      return;
    }
    this.#canvas.width = WIDTH * ratio;
    this.#canvas.height = height * ratio;
    paint.scale(ratio, ratio);
    const style = getComputedStyle(this.node);
    const colour = (name: string): string => style.getPropertyValue(name).trim() || 'gray';
    const { layout } = viewer;
    const total = Math.max(1, layout.totalHeight);
    const index = indexOf(model.snapshot.value);
    paint.fillStyle = colour('--overview-reviewed');
    for (const page of index.reviewed) {
      if (page <= viewer.count) {
        paint.fillRect(
          0,
          (layout.top(page) / total) * height,
          2,
          Math.max(1, (layout.height(page) / total) * height),
        );
      }
    }
    for (const redaction of model.snapshot.value.redactions) {
      const [quad] = redaction.quads;
      if (quad === undefined || redaction.page > viewer.count) {
        continue;
      }
      const frame = this.#context.source.knownFrame(redaction.page) ?? this.#context.source.knownFrame(1);
      const down = frame === undefined ? 0 : quadsBounds(frame, layout.scaleOf(redaction.page), [quad]).y;
      const y = layout.pageTop(redaction.page) + clamp(down, 0, layout.height(redaction.page));
      const findings = index.findingsByMark.get(redaction.id) ?? [];
      const worst = findings.some((finding) => finding.severity === 'error')
        ? 'error'
        : findings.length > 0
          ? 'warning'
          : lookOf(redaction);
      paint.fillStyle = colour(
        model.selected.value.has(redaction.id) ? '--overview-selected' : `--overview-${worst}`,
      );
      paint.fillRect(3, (y / total) * height - TICK / 2, WIDTH - 4, TICK);
    }
  }
}
