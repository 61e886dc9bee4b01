/** A node's row of `node_history`. */
export type HistoryRow = {
  readonly nodeId: string;
  readonly kind: string;
  readonly parentId: string;
  readonly accountState: string;
  readonly isPresent: boolean;
};

/** The tree of one day after the other, from the rows of each. */
export class DayTree {
  readonly #nodes = new Map<string, HistoryRow>();
  #order: readonly HistoryRow[] | null = null;

  /** Goes on to the day of these rows. */
  apply(rows: readonly HistoryRow[]): void {
    if (rows.length > 0) this.#order = null;
    for (const row of rows) {
      if (row.isPresent) this.#nodes.set(row.nodeId, row);
      else this.#nodes.delete(row.nodeId);
    }
  }

  /** Every node before its parent. */
  deepestFirst(): readonly HistoryRow[] {
    if (this.#order !== null) return this.#order;
    const depths = new Map<string, number>();
    for (const id of this.#nodes.keys()) depths.set(id, this.#depthOf(id));
    const order = [...this.#nodes.values()];
    this.#order = order.sort((a, b) => (depths.get(b.nodeId) ?? 0) - (depths.get(a.nodeId) ?? 0));
    return this.#order;
  }

  #depthOf(id: string): number {
    let depth = 0;
    for (let at = this.#nodes.get(id); at !== undefined && depth <= this.#nodes.size; depth += 1) {
      at = this.#nodes.get(at.parentId);
    }
    return depth;
  }
}
