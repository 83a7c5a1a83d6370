import type { DuckHost } from "./duckHost.ts";

/** A DuckDB that has what extensions it can have. */
export interface StartedDuckDB {
  host: DuckHost;
  /** Names of the extensions loaded. */
  extensions: string[];
  /** What the user should hear once: one sentence for each extension that could not be loaded. */
  notices: string[];
  /** Folders that SQL may read and write, with their last slash; those of DuckDB-WASM where it is absent. */
  allowed?: readonly string[];
  /** Statements that configure this DuckDB before nothing can be configured any more. */
  setup?: readonly string[];
}
