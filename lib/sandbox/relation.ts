import type { Column } from "../engine/protocol.ts";
import { rowDecoder } from "./rowDecoder.ts";
import { decodersOf } from "./scanProjection.ts";
import { applySteps, type Step } from "./steps.ts";

/** Reads one relation or query from the engine. */
export interface RelationReader {
  columns: readonly Column[];
  /** Batches as complete Arrow IPC streams. Ends early by `return()`. */
  batches: AsyncIterable<Uint8Array>;
}

/** How a relation gets its rows, and where rows go that a function threw on. */
export interface RelationSource {
  /** The relation's name; null for a query. */
  name: string | null;
  /** null until a query was asked for the first time. */
  columns: readonly Column[] | null;
  open(columns: readonly string[] | null): Promise<RelationReader>;
  /** Rows, where that is known without reading them; null where they have to be read. */
  count(): Promise<number> | null;
  reject(row: number, error: unknown, value: unknown): void;
  /** Called with each batch: for progress, and to wait for rejects to be written. */
  onRows(rows: number): Promise<void> | undefined;
}

/** Rows that all failed after this many read stop the run: the function is wrong, not the rows. */
const hopelessRows = 10_000;

/**
 * The rows of a relation, read only when asked for and in batches, never all at once unless by `toArray`.
 * `map`, `filter` and `flatMap` are lazy; a row on which their function throws is rejected and the rest goes on.
 */
export class Relation<Row = Record<string, unknown>> implements AsyncIterable<Row> {
  readonly #source: RelationSource;
  readonly #steps: readonly Step[];
  readonly #selected: readonly string[] | null;

  constructor(
    source: RelationSource,
    steps: readonly Step[] = [],
    selected: readonly string[] | null = null,
  ) {
    this.#source = source;
    this.#steps = steps;
    this.#selected = selected;
  }

  /** The relation's name; null for a query or once it was mapped. */
  get name(): string | null {
    return this.#steps.length === 0 && this.#selected === null ? this.#source.name : null;
  }

  /** Columns of the rows as they are read, before any function; of a query only after its first read. */
  get columns(): readonly Column[] {
    const columns = this.#source.columns ?? [];
    const selected = this.#selected;
    return selected
      ? selected.flatMap((name) => columns.find((column) => column.name === name) ?? [])
      : columns;
  }

  /** Whether rows are passed on as they were read, some perhaps left out: then their columns and types are known. */
  get isPassedOn(): boolean {
    return this.#steps.every((step) => step.kind === "filter");
  }

  /** Only these columns: the others are not even read. */
  select(...names: string[]): Relation<Record<string, unknown>> {
    if (this.#steps.length > 0) throw new Error("select(…) comes before map, filter and flatMap.");
    if (names.length === 0) throw new Error("select(…) needs the name of a column.");
    const known = this.#source.columns;
    const missing = known && names.find((name) => !known.some((column) => column.name === name));
    if (missing !== null && missing !== undefined) {
      throw new Error(`There is no column "${missing}" in ${this.#source.name ?? "this query"}.`);
    }
    return new Relation(this.#source, [], [...new Set(names)]);
  }

  map<Out>(fn: (row: Row, index: number) => Out): Relation<Awaited<Out>> {
    return this.#with<Awaited<Out>>("map", fn);
  }

  filter(fn: (row: Row, index: number) => unknown): Relation<Row> {
    return this.#with<Row>("filter", fn);
  }

  flatMap<Out>(fn: (row: Row, index: number) => Iterable<Out> | Out): Relation<Out> {
    return this.#with<Out>("flatMap", fn);
  }

  #with<Out>(kind: Step["kind"], fn: unknown): Relation<Out> {
    if (typeof fn !== "function") throw new TypeError(`${kind}(…) needs a function.`);
    const call = (value: unknown, index: number): unknown => fn(value, index);
    return new Relation<Out>(this.#source, [...this.#steps, { kind, call }], this.#selected);
  }

  /** Rows in batches, with the number (from 1) of the source row that each was made from. */
  async *numberedBatches(): AsyncGenerator<{ rows: Row[]; ordinals: number[] }> {
    const { columns, batches } = await this.#source.open(this.#selected);
    const decode = rowDecoder(decodersOf(columns));
    let read = 0;
    let failed = 0;
    let firstError: unknown = null;
    for await (const ipc of batches) {
      for (const rows of decode(ipc)) {
        const reject = (index: number, error: unknown) => {
          if (failed++ === 0) firstError = error;
          this.#source.reject(index + 1, error, rows[index - read]);
        };
        const made = applySteps(rows, read, this.#steps, reject);
        const done = made instanceof Promise ? await made : made;
        read += rows.length;
        // The steps were given functions of these types, and did nothing else to the rows.
        if (done.rows.length > 0) yield { rows: done.rows as Row[], ordinals: done.ordinals };
        if (failed === read && failed >= hopelessRows) throw everyRowFailed(firstError, failed);
        const wait = this.#source.onRows(rows.length);
        if (wait) await wait;
      }
    }
    if (failed === read && failed > 0) throw everyRowFailed(firstError, failed);
  }

  /** Rows in batches of some thousand, as they come from the engine. */
  async *batches(): AsyncGenerator<Row[]> {
    for await (const { rows } of this.numberedBatches()) yield rows;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row> {
    for await (const { rows } of this.numberedBatches()) yield* rows;
  }

  /** All rows in memory. */
  async toArray(): Promise<Row[]> {
    const all: Row[] = [];
    for await (const { rows } of this.numberedBatches()) for (const row of rows) all.push(row);
    return all;
  }

  /** The number of rows; asked of the engine where no function has a say in it. */
  async count(): Promise<number> {
    const known = this.#steps.length === 0 ? this.#source.count() : null;
    if (known) return known;
    let count = 0;
    for await (const { rows } of this.numberedBatches()) count += rows.length;
    return count;
  }
}

function everyRowFailed(first: unknown, rows: number): unknown {
  if (first instanceof Error) {
    first.message = `The function threw on each of the ${rows.toLocaleString("en")} rows it was given. First: ${first.message}`;
  }
  return first;
}
