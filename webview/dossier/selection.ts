/** Rows that a person selected, by their index in the dossier; Shift takes all rows between. */
export class Selection {
  private readonly chosen = new Set<number>();
  private anchor: number | undefined;

  get size(): number {
    return this.chosen.size;
  }

  get indexes(): readonly number[] {
    return [...this.chosen];
  }

  has(index: number): boolean {
    return this.chosen.has(index);
  }

  clear(): void {
    this.chosen.clear();
    this.anchor = undefined;
  }

  /** Selects all of these, or takes them out of the selection. */
  set(indexes: readonly number[], on: boolean): void {
    for (const index of indexes) {
      if (on) this.chosen.add(index);
      else this.chosen.delete(index);
    }
  }

  /** Turns the row at a place of the list over; with `range` selects all from the last one on. */
  toggle(list: readonly { readonly index: number }[], place: number, range: boolean): void {
    const row = list[place];
    if (row === undefined) return;
    if (range && this.anchor !== undefined) {
      const [from, to] = [Math.min(this.anchor, place), Math.max(this.anchor, place)];
      this.set(
        list.slice(from, to + 1).map(({ index }) => index),
        true,
      );
    } else this.set([row.index], !this.chosen.has(row.index));
    this.anchor = place;
  }
}
