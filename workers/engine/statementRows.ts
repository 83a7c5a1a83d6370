import type { StatementWatch } from "./duckHost.ts";
import type { KeptRows } from "./keptResults.ts";

/** What brings rows to the engine just before a statement reads them; see remote/RemoteReads.ts. */
export interface StatementRows {
  /** Runs `work`, which runs `sql` on this connection, with all rows there that it reads. */
  during<T>(connection: number, sql: string, watch: StatementWatch, work: () => Promise<T>): Promise<T>;
  /** As `during`, until the answer is called. */
  open(connection: number, sql: string, watch: StatementWatch): Promise<() => Promise<void>>;
  /** A page of rows that are a relation of its own, as text; null for other rows. */
  page(rows: KeptRows, offset: number, limit: number): Promise<Uint8Array | null>;
}
