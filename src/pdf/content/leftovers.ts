import type { Edits } from './edits.ts';
import type { Operation } from './operators.ts';
import type { PageRun } from './run.ts';

/** What operators set, and text or drawing is shown with. */
export type Slot = 'Tc' | 'Tw' | 'Tz' | 'TL' | 'Tf' | 'Tr' | 'Ts' | 'fill' | 'fills' | 'stroke' | 'strokes';

/** How much stayed and went by some operator. */
interface Count {
  readonly start: number;
  readonly end: number;
  kept: number;
  readonly lost: number;
}

interface Setter extends Count {
  /** Slots that it still fills. */
  slots: number;
  readonly level: number;
  /** Whether it was set behind something that went, and before anything that stays. */
  readonly isAmong: boolean;
  /** Colours in the space that it sets. */
  colours: Setter[] | undefined;
}

interface Saved extends Count {
  readonly setters: Map<Slot, Setter>;
  readonly isInText: boolean;
}

/** A space is kept apart from the colour in it. */
const COLOURS: ReadonlyMap<string, readonly Slot[]> = new Map<string, readonly Slot[]>([
  ...['g', 'rg', 'k', 'cs'].map((each) => [each, ['fill', 'fills']] as [string, Slot[]]),
  ...['G', 'RG', 'K', 'CS'].map((each) => [each, ['stroke', 'strokes']] as [string, Slot[]]),
  ...['sc', 'scn'].map((each) => [each, ['fill']] as [string, Slot[]]),
  ...['SC', 'SCN'].map((each) => [each, ['stroke']] as [string, Slot[]]),
]);

/** Where the space of a colour is set. */
const SPACES: Readonly<Partial<Record<Slot, Slot>>> = { fill: 'fills', stroke: 'strokes' };

/**
 * What only stood around text and drawing that went: states that were saved for it, text objects, what was set for it
 * alone. It would tell how many pieces there were, how wide each of them, and by its spacing and stretching which.
 */
export class Leftovers {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private setters = new Map<Slot, Setter>();
  private readonly saved: Saved[] = [];
  private text: Count | undefined;
  /** Movements of the space within the current saved state, and those around it. */
  private moves: Count[][] = [[]];
  /** Where operators for marked content stand within saved states. */
  private readonly marks: { readonly start: number; readonly end: number }[] = [];

  constructor(run: PageRun, edits: Edits) {
    this.run = run;
    this.edits = edits;
  }

  /** An operator sets something; one without a place does more than that, and stays. */
  set(slots: readonly Slot[], op: { readonly start: number; readonly end: number }, isWhole = true): void {
    const { run } = this;
    if (this.setters === this.saved.at(-1)?.setters) this.setters = new Map(this.setters);
    const { setters } = this;
    const setter: Setter = {
      start: op.start,
      end: isWhole ? op.end : op.start,
      kept: run.kept,
      lost: run.lost,
      slots: slots.length,
      level: this.saved.length,
      isAmong: run.isLosing,
      colours: undefined,
    };
    for (const slot of slots) {
      const before = setters.get(slot);
      if (before?.level === setter.level) this.retire(before);
      setters.set(slot, setter);
    }
    const [slot] = slots;
    const space = slots.length === 1 && slot ? setters.get(SPACES[slot] ?? slot) : undefined;
    if (space && space !== setter) (space.colours ??= []).push(setter);
  }

  /** g rg k cs sc scn and their like. */
  setColour(op: Operation): void {
    const slots = COLOURS.get(op.operator);
    if (slots) this.set(slots, op);
  }

  /** An operator that stays needs what was set. */
  use(slot: Slot): void {
    const setter = this.setters.get(slot);
    if (setter) setter.kept = -1;
  }

  /** q. */
  save({ start, end }: Operation): void {
    const { run, setters } = this;
    const isInText = this.text !== undefined;
    this.saved.push({ start, end, kept: run.kept, lost: run.lost, setters, isInText });
    this.moves.push([]);
  }

  /** cm. */
  move({ start, end }: Operation): void {
    const { run } = this;
    if (this.saved.length > 0) this.moves.at(-1)?.push({ start, end, kept: run.kept, lost: run.lost });
  }

  /** Q. */
  restore({ end }: Operation): void {
    const saved = this.saved.at(-1);
    if (!saved) return;
    this.endLevel();
    this.endMoves(this.moves.pop() ?? []);
    this.saved.pop();
    this.setters = saved.setters;
    if (this.isHollow(saved) && !saved.isInText && !this.text) {
      let from = saved.start;
      for (const mark of this.marks) {
        if (mark.start < from) continue;
        this.edits.remove(from, mark.start);
        from = mark.end;
      }
      this.edits.remove(from, end);
    }
    if (this.saved.length === 0) this.marks.length = 0;
  }

  /** BT. */
  beginText({ start, end }: Operation): void {
    this.text = { start, end, kept: this.run.kept, lost: this.run.lost };
  }

  /** ET, of a text object that counts for nothing more. */
  endText({ start, end }: Operation, isDone: boolean): void {
    const { text } = this;
    this.text = undefined;
    if (!text || !isDone || !this.isHollow(text)) return;
    this.edits.remove(text.start, text.end);
    this.edits.remove(start, end);
  }

  /** BMC BDC EMC MP DP. */
  mark({ start, end }: Operation): void {
    if (this.saved.length > 0) this.marks.push({ start, end });
  }

  /** The content ends. */
  end(): void {
    this.endLevel();
  }

  private endLevel(): void {
    const level = this.saved.length;
    for (const setter of this.setters.values()) if (setter.level === level) this.retire(setter);
  }

  /** Some programs move on by the width of each text, for a next one that may not come. */
  private endMoves(moves: readonly Count[]): void {
    const { run } = this;
    if (run.changes === 0) return;
    for (const { start, end, kept } of moves) if (kept === run.kept) this.edits.remove(start, end);
  }

  private isHollow({ kept, lost }: Count): boolean {
    return this.run.kept === kept && this.run.lost !== lost;
  }

  /** Something else is set in one of its slots. */
  private retire(setter: Setter): void {
    setter.slots--;
    const { slots, kept, lost, isAmong } = setter;
    if (slots > 0 || this.run.kept !== kept || (this.run.lost === lost && !isAmong)) return;
    this.edits.remove(setter.start, setter.end);
    for (const { start, end } of setter.colours ?? []) this.edits.remove(start, end);
  }
}
