/** Declarations of what every TypeScript cell has in reach, as .d.ts text for the editor. */
export const ambientTypes = `
/** A DATE, TIME or TIMESTAMP of DuckDB, exact and in UTC. */
declare class DuckTime {
  static from(date: Date): DuckTime;
  readonly type: "DATE" | "TIME" | "TIMESTAMP" | "TIMESTAMP_S" | "TIMESTAMP_MS" | "TIMESTAMP_NS" | "TIMESTAMP WITH TIME ZONE";
  /** Microseconds since 1970-01-01 00:00:00 UTC; since midnight for TIME. */
  readonly micros: bigint;
  /** The same in nanoseconds. */
  readonly nanos: bigint;
  /** Neither infinity nor -infinity. */
  readonly isFinite: boolean;
  /** To the millisecond. */
  toDate(): Date;
  /** As DuckDB prints it. */
  toString(): string;
  toJSON(): string;
  valueOf(): bigint;
}

/** Packages that a cell imports come without types. */
declare module "npm:*";

/** Rows of a relation, read in batches and only when asked for. */
declare class Relation<Row = Record<string, unknown>> implements AsyncIterable<Row> {
  readonly name: string | null;
  readonly columns: readonly { name: string; type: string }[];
  /** Only these columns: the others are not even read. */
  select<Name extends keyof Row & string>(...names: Name[]): Relation<Pick<Row, Name>>;
  /** A row on which the function throws goes to NAME__rejects; the rest goes on. */
  map<Out>(fn: (row: Row, index: number) => Out): Relation<Awaited<Out>>;
  filter(fn: (row: Row, index: number) => unknown): Relation<Row>;
  flatMap<Out>(fn: (row: Row, index: number) => Iterable<Out>): Relation<Out>;
  batches(): AsyncGenerator<Row[]>;
  [Symbol.asyncIterator](): AsyncGenerator<Row>;
  /** All rows in memory. */
  toArray(): Promise<Row[]>;
  count(): Promise<number>;
}

/** Values put into the template are bound, never pasted; a relation stands for its name. Await it for the rows. */
declare function sql<Row = Record<string, any>>(
  strings: TemplateStringsArray,
  ...values: unknown[]
): Relation<Row> & PromiseLike<Row[]>;

/** Shows a value under the cell: rows and relations as a table, objects as JSON, the rest as text. */
declare const display: {
  (value: unknown): void;
  html(html: string): void;
  /** A Vega-Lite spec. */
  chart(spec: object): void;
};
`;
