import type { RunId } from "../engine/protocol.ts";
import type { CellId } from "../notebook/document.ts";
import type { CellRun } from "./cellRun.ts";

/** A cell that waits for its turn. */
export interface QueuedRun {
  readonly cell: CellId;
  readonly runId: RunId;
  /** Nobody asked for it: an edit did, and a later edit may take it back. */
  readonly isUnasked: boolean;
  /** How long it took last time, in milliseconds. */
  readonly costMs: number;
  /** How the cell stood before it was queued. */
  readonly before: CellRun;
}

/** Cells that wait to run, each once. */
export class RunQueue {
  private entries: readonly QueuedRun[] = [];

  get size(): number {
    return this.entries.length;
  }

  has(cell: CellId): boolean {
    return this.entries.some((entry) => entry.cell === cell);
  }

  add(entry: QueuedRun): void {
    this.entries = [...this.entries, entry];
  }

  /** What is asked for by hand is not taken back by an edit, though it was queued by one. */
  askedFor(cell: CellId): void {
    this.entries = this.entries.map((entry) =>
      entry.cell === cell ? { ...entry, isUnasked: false } : entry,
    );
  }

  /** Takes out the entries that are meant, and answers them. */
  take(isMeant: (entry: QueuedRun) => boolean): QueuedRun[] {
    const taken = this.entries.filter(isMeant);
    if (taken.length > 0) this.entries = this.entries.filter((entry) => !isMeant(entry));
    return taken;
  }

  next(): QueuedRun | undefined {
    const [first, ...rest] = this.entries;
    this.entries = rest;
    return first;
  }

  /** Of a cell that does not wait: 0. */
  costOf(cell: CellId): number {
    return this.entries.find((entry) => entry.cell === cell)?.costMs ?? 0;
  }

  /** Whether all that waits runs by itself. */
  isAllUnasked(): boolean {
    return this.entries.every((entry) => entry.isUnasked);
  }

  /** Puts the entries in the order of the cells; those that are not among them come first. */
  sort(order: readonly CellId[]): void {
    const place = new Map(order.map((id, index) => [id, index]));
    this.entries = this.entries.toSorted((a, b) => (place.get(a.cell) ?? -1) - (place.get(b.cell) ?? -1));
  }
}
