/**
 * Types that say what a relation's rows are from what a TypeScript cell exports, as the text of a module: used for cells
 * that have not run, whose columns the engine does not know yet.
 */
export const madeTypes = `
type IsAny<T> = 0 extends 1 & T ? true : false;

/** A value as it comes back from the engine. */
export type Stored<T> = IsAny<T> extends true ? any
  : T extends undefined ? null
  : T extends string | number | bigint | boolean | null | DuckTime | Uint8Array ? T
  : T extends Date ? DuckTime
  : T extends ArrayBuffer | DataView ? Uint8Array
  : T extends ReadonlyMap<infer K, infer V> ? Map<Stored<K>, Stored<V>>
  : T extends ReadonlySet<infer V> ? Stored<V>[]
  : T extends readonly (infer V)[] ? Stored<V>[]
  : T extends object ? { [K in keyof T]: Stored<T[K]> }
  : any;

type Record1<T> = IsAny<T> extends true ? Record<string, any>
  : T extends string | number | bigint | boolean | null | undefined | Date | DuckTime | readonly unknown[] | Uint8Array
    ? { value: T }
    : T;

/** One of the rows that a default export stands for, as the cell wrote it. */
export type RowOf<T> = IsAny<T> extends true ? Record<string, any>
  : T extends Relation<infer Row> ? Record1<Row>
  : T extends PromiseLike<infer Value> ? RowOf<Value>
  : T extends string ? { value: T }
  : T extends ReadonlyMap<infer K, infer V> ? { key: K; value: V }
  : T extends AsyncIterable<infer Row> ? Record1<Row extends readonly (infer Inner)[] ? Inner : Row>
  : T extends Iterable<infer Row> ? Record1<Row>
  : Record1<T>;

/** A row as readers of the relation get it. */
export type RowMade<T> = RowOf<T> extends infer Row ? { [K in keyof Row]: Stored<Row[K]> } : never;

/** A value that other cells see: functions and relations are not passed on. */
export type Passed<T> = IsAny<T> extends true ? any
  : T extends (...values: never[]) => unknown ? never
  : T extends Relation<any> ? never
  : T;

/** The columns of rows beside those that are named; never where they are not known. */
export type Beside<Row, Names> = string extends keyof Row ? never : Exclude<keyof Row, Names>;

/** The values of a column; any where the columns are not known. */
export type ColumnOf<Row, Name extends string> = string extends keyof Row ? any
  : Row extends { [K in Name]?: infer Value } ? Value
  : { missing: Name };
`;
