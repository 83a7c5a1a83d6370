import type { ChartSelection } from "./chartSelection.ts";

/** What is selected on one chart, as the rows that all others of its relation draw. */
export interface ChartFilter {
  /** Tells the chart apart from all others. */
  owner: string;
  /** What people call it. */
  label: string;
  /** Names the relation, whatever its case. */
  relation: string;
  /** A condition on its rows. */
  sql: string;
  /** The same in words. */
  text: string;
  selection: ChartSelection;
  /** Whether it is being brushed. */
  isMoving: boolean;
}

/** Charts begin to wait for their rows within this time. */
const restMs = 40;

const none: readonly ChartFilter[] = [];

/** What is selected on charts, by their relations: held while a notebook is open, and nowhere written. */
export class Crossfilters {
  private readonly filters = new Map<string, readonly ChartFilter[]>();
  private readonly rested = new Map<string, readonly ChartFilter[]>();
  private readonly waiting = new Map<string, Set<string>>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();

  /** The filters of a relation, first made first; the same list until one of them changes. */
  readonly of = (relation: string): readonly ChartFilter[] =>
    this.filters.get(relation.toLowerCase()) ?? none;

  /** As `of`, as the filters were when none was being brushed and all charts had their rows: what can wait goes by these. */
  readonly restingOf = (relation: string): readonly ChartFilter[] =>
    this.rested.get(relation.toLowerCase()) ?? none;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Puts a filter in the place of what its chart selected before. */
  set(filter: ChartFilter): void {
    const before = this.of(filter.relation);
    const at = before.findIndex(({ owner }) => owner === filter.owner);
    this.keep(
      filter.relation,
      at < 0 ? [...before, filter] : before.map((old, place) => (place === at ? filter : old)),
    );
  }

  /** Ends what a chart selected of a relation. */
  clear(relation: string, owner: string): void {
    const before = this.of(relation);
    if (before.some((filter) => filter.owner === owner))
      this.keep(
        relation,
        before.filter((filter) => filter.owner !== owner),
      );
  }

  /** Told by a chart that it waits for its rows, and that it has them. */
  waits(relation: string, owner: string, isWaiting: boolean): void {
    const key = relation.toLowerCase();
    const waiting = this.waiting.get(key) ?? new Set();
    this.waiting.set(key, waiting);
    if (isWaiting) waiting.add(owner);
    else if (waiting.delete(owner)) this.restSoon(key);
  }

  private keep(relation: string, filters: readonly ChartFilter[]): void {
    const key = relation.toLowerCase();
    this.filters.set(key, filters);
    this.tell();
    this.restSoon(key);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private restSoon(key: string): void {
    clearTimeout(this.timers.get(key));
    const rest = () => {
      const filters = this.of(key);
      const isBusy = (this.waiting.get(key)?.size ?? 0) > 0 || filters.some(({ isMoving }) => isMoving);
      if (isBusy || this.restingOf(key) === filters) return;
      this.rested.set(key, filters);
      this.tell();
    };
    this.timers.set(key, setTimeout(rest, restMs));
  }
}

/** The condition that several filters make; null for none. */
export function allOf(filters: readonly ChartFilter[]): string | null {
  const conditions = [...new Set(filters.map(({ sql }) => sql))];
  return conditions.length === 0 ? null : conditions.map((sql) => `(${sql})`).join(" AND ");
}
