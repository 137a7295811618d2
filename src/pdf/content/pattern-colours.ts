import { PDFDict, PDFName, type PDFRef } from 'pdf-lib';
import { entry } from '../objects/lookup.ts';
import type { Edits } from './edits.ts';
import { latin1 } from './lexer.ts';
import { isMesh, meshBeside, noteTable } from './meshes.ts';
import { matrixAt, multiply, scaleOf, type Matrix } from './matrix.ts';
import type { Operation } from './operators.ts';
import { isTiling, paintPattern, type PaintingKind } from './patterns.ts';
import { meetBounds, type Bounds } from './region.ts';
import type { Content, PageRun } from './run.ts';
import type { State } from './state.ts';

const FILLS = /^[fFbB]/;
const STROKES = /^[sSbB]/;

/** A pattern that was made the current colour, and the operator that did it. */
export interface PatternColour {
  /** As written, without the slash. */
  readonly name: string;
  /** Operands before the name, as written: the tint of an uncoloured pattern. */
  readonly tint: string;
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  /** The content that the operator stands in: a form begins with the colours of what draws it. */
  readonly owner: PatternColours;
  /** Whether anything is still painted with it as it was. */
  paints: boolean;
  /** Whether something that was painted with it went, or is painted with a copy. */
  lost: boolean;
  /** Whether something may be painted with it of which nobody knows where it shows. */
  unseen: boolean;
}

/** Patterns as colours of one content stream: what is painted with them, and which of them nothing is any more. */
export class PatternColours {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private readonly content: Content;
  /** The matrix of the content at its start. */
  private readonly space: Matrix;
  private readonly colours: PatternColour[] = [];
  /** Copies of patterns that are meshes, by name. */
  private readonly fresh = new Map<PDFRef, string>();
  private readonly meshes = new Map<string, { readonly copy: PDFRef | undefined }>();

  constructor(run: PageRun, edits: Edits, content: Content) {
    this.run = run;
    this.edits = edits;
    this.content = content;
    this.space = content.state.ctm;
  }

  /** scn and its like; undefined when it names no pattern. */
  select(op: Operation): PatternColour | undefined {
    const name = op.name();
    if (name === undefined) return undefined;
    const tint = latin1(this.content.bytes, op.start, op.place(0).start);
    const { operator, start, end } = op;
    const fates = { paints: false, lost: false, unseen: false };
    const colour = { name, tint, operator, start, end, owner: this, ...fates };
    this.colours.push(colour);
    return colour;
  }

  /** Something may be painted with the current colours that does not depend on what they are. */
  paintAsBefore({ fill, stroke }: State): void {
    for (const colour of [fill, stroke]) if (colour) colour.paints = colour.unseen = true;
  }

  /** A text of which nothing went. */
  paintText({ clip, fill, stroke }: State, area: Bounds, { start, end }: Operation): void {
    if (fill) this.paint(fill, meetBounds(area, clip), start, end, { keptOut: false, isWhole: false });
    if (stroke) stroke.paints = stroke.unseen = true;
  }

  /**
   * A path of which something is left.
   *
   * @param from where its operators begin
   * @param kind `keptOut`: whether it is clipped to what lies beside the marks; `isWhole`: whether its fill covers all of its area
   */
  paintPath(
    { clip, ctm, fill, lineWidth, stroke }: State,
    area: Bounds,
    from: number,
    { operator, end }: Operation,
    kind: PaintingKind,
  ): void {
    if (fill && FILLS.test(operator)) this.paint(fill, meetBounds(area, clip), from, end, kind);
    if (!stroke || !STROKES.test(operator)) return;
    this.paint(stroke, meetBounds(grownBy(area, lineWidth * scaleOf(ctm)), clip), from, end, {
      ...kind,
      isWhole: false,
    });
  }

  /** A path of which nothing is left. */
  lose({ fill, stroke }: State, { operator }: Operation): void {
    if (fill && FILLS.test(operator)) fill.lost = true;
    if (stroke && STROKES.test(operator)) stroke.lost = true;
  }

  /** A pattern that lost all its paintings does not stay: it still holds what they showed in the marks. */
  settle(): void {
    const { scope } = this.content;
    for (const { name, start, end, paints, lost, unseen } of this.colours) {
      const pattern = scope.find('Pattern', name);
      if (unseen && isTiling(pattern))
        this.run.shared.addUnseen(pattern, multiply(matrixAt(pattern.dict, 'Matrix'), this.space));
      if (paints || !lost || !pattern) scope.keep('Pattern', name);
      else {
        scope.replace('Pattern', name, undefined);
        this.edits.remove(start, end);
      }
    }
  }

  /** A copy of a pattern that is a mesh, without what lies in marks; undefined where all of it stays. */
  private meshIn(name: string, pattern: unknown): PDFRef | undefined {
    if (!(pattern instanceof PDFDict)) return undefined;
    const known = this.meshes.get(name);
    if (known) return known.copy;
    const shading = entry(pattern, 'Shading');
    const matrix = multiply(matrixAt(pattern, 'Matrix'), this.space);
    const mesh = isMesh(shading) ? meshBeside(this.run, shading, matrix) : undefined;
    let copy: PDFRef | undefined;
    if (mesh) {
      const own = pattern.clone();
      own.set(PDFName.of('Shading'), mesh);
      const ref = this.run.context.nextRef();
      this.run.builders.push(() => this.run.context.assign(ref, own));
      this.run.changes++;
      copy = ref;
    }
    this.meshes.set(name, { copy });
    return copy;
  }

  private paint(colour: PatternColour, area: Bounds, from: number, to: number, kind: PaintingKind): void {
    const { edits, run } = this;
    const { name, operator, owner, tint } = colour;
    const { content, space } = owner;
    const pattern = content.scope.find('Pattern', name);
    const raw = content.scope.raw('Pattern', name);
    const { depth } = this.content;
    if (pattern instanceof PDFDict && run.region.near(area)) noteTable(run, entry(pattern, 'Shading'));
    const copy = isTiling(pattern)
      ? paintPattern(run, { pattern, raw, area, space, scope: content.scope, depth, ...kind })
      : owner.meshIn(name, pattern);
    if (!copy) {
      colour.paints = true;
      return;
    }
    colour.lost = true;
    const fresh = this.fresh.get(copy) ?? this.content.scope.replace('Pattern', name, copy);
    this.fresh.set(copy, fresh);
    if (owner !== this) {
      // Here its name may be that of another.
      edits.insert(from, ` q ${tint}/${fresh} ${operator} `);
      edits.insert(to, ' Q ');
      return;
    }
    // Some producers choose a colour where the path is made already.
    edits.insert(Math.max(from, colour.end), ` ${tint}/${fresh} ${operator} `);
    edits.insert(to, () => (colour.paints ? ` ${tint}/${name} ${operator} ` : ' '));
  }
}

function grownBy({ left, bottom, right, top }: Bounds, by: number): Bounds {
  return { left: left - by, bottom: bottom - by, right: right + by, top: top + by };
}
