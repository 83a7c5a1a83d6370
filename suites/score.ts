/** A file that did not come out as it should, and how. */
export interface Failure {
  file: string;
  problem: string;
}

/** How a suite of files came out. */
export interface Score {
  name: string;
  total: number;
  passed: number;
  failures: Failure[];
}

/** A relation as text: each value as DuckDB casts it to VARCHAR. */
export interface LoadedTable {
  columns: { name: string; type: string }[];
  rows: (string | null)[][];
}

/** Loads a file as a person would; throws, with what a person would be told, where it cannot be loaded. */
export type Load = (file: File) => Promise<LoadedTable>;

/**
 * What no file may do, however damaged: hang, take the engine with it, or leave a receipt that does not add up.
 * A suite counts it as a failure also where a refusal would be right.
 */
export class BrokenLoad extends Error {
  override name = "BrokenLoad";
}

/** What went wrong in one sentence, without the stack. */
export function problemText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
