import { PDFDict, PDFName, type PDFRef } from 'pdf-lib';
import { numberAt } from '../objects/lookup.ts';
import type { Edits } from './edits.ts';
import { DictOperand, type Operand } from './operand.ts';
import type { Operation } from './operators.ts';
import { joinBounds, NO_BOUNDS, type Bounds } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';

/**
 * Entries that say in words what the content shows (ISO 32000-2, 14.9.3 to 14.9.5; of headers and footers also
 * table 363), or how large it is.
 */
const TELLING = ['ActualText', 'Alt', 'E', 'Contents', 'BBox'] as const;

interface Sequence {
  readonly start: number;
  readonly end: number;
  /** How much had been removed, and how much had gone and stayed, when it began. */
  readonly changes: number;
  readonly lost: number;
  readonly kept: number;
  readonly place: { readonly start: number; readonly end: number } | undefined;
  readonly inline: DictOperand | undefined;
  readonly name: string | undefined;
  /** Whether it is in a layer that is off. */
  readonly isOff: boolean;
  /** Where its text is shown, if it says in words of its own what that is. */
  readonly said: SaidText | undefined;
}

/** Text of which a reader is told otherwise than by its glyphs (ActualText). */
export interface SaidText {
  /** Where each string is shown. */
  readonly areas: Bounds[];
}

const MCID = PDFName.of('MCID');
const ACTUAL_TEXT = 'ActualText';

/** Follows BDC and EMC, and takes words out of the properties of sequences that lost something. */
export class MarkedContent {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private readonly scope: ResourceScope;
  private readonly stream: PDFRef | undefined;
  private readonly open: Sequence[] = [];

  constructor(run: PageRun, edits: Edits, scope: ResourceScope, stream: PDFRef | undefined) {
    this.run = run;
    this.edits = edits;
    this.scope = scope;
    this.stream = stream;
  }

  /** BMC and BDC. */
  begin(op: Operation): void {
    const properties: Operand | undefined = op.operator === 'BDC' ? op.operands.at(-1) : undefined;
    const inline = properties instanceof DictOperand ? properties : undefined;
    const name = op.operator === 'BDC' ? op.name() : undefined;
    const said = this.says(inline, name) ? { areas: [] } : undefined;
    if (said) this.run.said.push(said);
    const isLayer = name !== undefined && op.name(1) === 'OC';
    const isOff = isLayer && this.run.isOff(this.scope.find('Properties', name));
    if (isOff) this.run.shared.hide();
    const { changes, kept, lost } = this.run;
    this.open.push({
      ...{ start: op.start, end: op.end, changes, kept, lost },
      place: properties === undefined ? undefined : op.place(0),
      ...{ inline, name, said, isOff },
    });
  }

  /** A sequence of which nothing is left goes, unless the structure tree names it: how many there were would tell. */
  private dropHollow({ start, end, kept, lost, inline, name }: Sequence, op: Operation): void {
    const { run } = this;
    if (run.kept !== kept || run.lost === lost) return;
    const properties = name === undefined ? undefined : this.scope.find('Properties', name);
    const isNamed =
      inline?.get('MCID') !== undefined || (properties instanceof PDFDict && properties.has(MCID));
    if (isNamed) return;
    this.edits.remove(start, end);
    this.edits.remove(op.start, op.end);
  }

  private says(inline: DictOperand | undefined, name: string | undefined): boolean {
    if (inline) return inline.get(ACTUAL_TEXT) !== undefined;
    const properties = name === undefined ? undefined : this.scope.find('Properties', name);
    return properties instanceof PDFDict && properties.has(PDFName.of(ACTUAL_TEXT));
  }

  /** EMC; without an operator where the content ends. */
  end(op?: Operation): void {
    const sequence = this.open.pop();
    if (!sequence) return;
    if (sequence.isOff) this.run.shared.reveal();
    if (op) this.dropHollow(sequence, op);
    const telling = sequence.said !== undefined && this.endSaid(sequence.said, sequence.changes);
    const touched = telling || sequence.changes !== this.run.changes;
    if (sequence.inline && touched) this.cleanInline(sequence.inline);
    if (sequence.name !== undefined) this.endNamed(sequence.name, sequence.place, touched);
  }

  /**
   * Whether its text must not be told any more: some went, or readers may find some of it in a mark, for they spread it
   * evenly over the first string or over all of them.
   */
  private endSaid(said: SaidText, changes: number): boolean {
    const { run } = this;
    run.said.splice(run.said.indexOf(said), 1);
    if (run.changes !== changes) return true;
    const whole = said.areas.reduce(joinBounds, NO_BOUNDS);
    if (![whole, ...said.areas].some((area) => run.region.near(middleOf(area)))) return false;
    run.changes++;
    return true;
  }

  /** Tells the sequences that are open where text is shown. */
  shown(area: Bounds): void {
    for (const said of this.run.said) said.areas.push(area);
  }

  /** Sequences that the content never ends. */
  endAll(): void {
    while (this.open.length > 0) this.end();
  }

  private cleanInline(dict: DictOperand): void {
    for (const { key, start, end } of dict.entries) {
      if (TELLING.some((telling) => PDFName.of(telling) === PDFName.of(key))) this.edits.remove(start, end);
    }
    this.note(dict.get('MCID'));
  }

  private endNamed(name: string, place: Sequence['place'], touched: boolean): void {
    const properties = touched ? this.scope.find('Properties', name) : undefined;
    if (!(properties instanceof PDFDict) || !place) {
      this.scope.keep('Properties', name);
      return;
    }
    this.note(numberAt(properties, 'MCID'));
    if (!TELLING.some((key) => properties.has(PDFName.of(key)))) {
      this.scope.keep('Properties', name);
      return;
    }
    const copy = properties.clone();
    for (const key of TELLING) copy.delete(PDFName.of(key));
    const ref = this.run.context.nextRef();
    this.run.builders.push(() => this.run.context.assign(ref, copy));
    this.edits.replace(place.start, place.end, `/${this.scope.replace('Properties', name, ref)}`);
  }

  private note(mcid: Operand | undefined): void {
    if (typeof mcid !== 'number') return;
    this.run.touched.push(this.stream ? { mcid, stream: this.stream } : { mcid });
  }
}

/** The middle half of an area's height: where letters that are spread over it have their middle. */
function middleOf({ left, bottom, right, top }: Bounds): Bounds {
  const quarter = (top - bottom) / 4;
  return { left, bottom: bottom + quarter, right, top: top - quarter };
}
