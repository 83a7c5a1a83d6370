import type { KeptCell } from "./keptCell.ts";
import type { RanText } from "./ranTexts.ts";
import type { VersionEntry } from "./versionEntry.ts";

/**
 * What the device keeps beside the notebooks' texts, by the notebook's id. Whatever writes rejects where the device
 * refuses; nothing older is lost by that.
 */
export interface HistoryStorage {
  results(notebookId: string): Promise<KeptCell[]>;
  /** Writes results of cells and removes those of the names given; `bytes` is what the notebook's results then take. */
  keepResults(notebookId: string, change: ResultsChange): Promise<void>;
  /** Newest first, without their texts. */
  versions(notebookId: string): Promise<VersionEntry[]>;
  versionText(notebookId: string, hash: string): Promise<string | null>;
  keepVersion(version: Omit<VersionEntry, "id">, text: string): Promise<void>;
  /** Removes versions, and texts that no version has any more. */
  dropVersions(notebookId: string, ids: readonly number[], hashes: readonly string[]): Promise<void>;
  runs(notebookId: string): Promise<RanText[]>;
  keepRuns(notebookId: string, put: readonly RanText[], gone: readonly string[]): Promise<void>;
  /** Removes all that is kept beside a notebook, as when it is deleted for good. */
  forget(notebookId: string): Promise<void>;
  /** Settles when the page has nothing better to do. */
  whenIdle(): Promise<void>;
}

export interface ResultsChange {
  readonly put: readonly KeptCell[];
  /** Names of cells, removed before anything is written. */
  readonly gone: readonly string[];
  readonly bytes: number;
  /** Milliseconds since 1970: where the device holds too much, notebooks whose results are oldest lose theirs. */
  readonly at: number;
}
