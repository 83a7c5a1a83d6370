/**
 * What the cell worker and the engine say to each other over one run's MessagePort.
 * The cell asks, the engine answers each request once; one `next` brings one batch, so neither runs ahead of the other.
 */
import type { BoundValue, Column, EngineError } from "../engine/protocol.ts";

export type RelationRequest = { id: number } & RelationCall;

export type RelationCall =
  /** Starts reading a relation; `columns` null means all. `scan` is a number of the cell's choice. */
  | { type: "scan"; scan: number; relation: string; columns: string[] | null }
  /** Starts reading a SELECT whose `{{p0}}`, `{{p1}}`… stand for `params`. */
  | { type: "sql"; scan: number; text: string; params: Record<string, BoundValue> }
  | { type: "next"; scan: number }
  | { type: "close"; scan: number }
  | { type: "count"; relation: string }
  /** Rows for the cell's own relation: one complete Arrow IPC stream. The first call makes the table. */
  | { type: "write"; ipc: Uint8Array }
  /** Changes the type of a column that was written, by a plain cast or so that doubles read as JavaScript prints them. */
  | { type: "widen"; column: string; to: string; how: WidenHow }
  | { type: "addColumn"; column: string; to: string }
  | { type: "reject"; rows: RejectedRow[] };

export type WidenHow = "cast" | "numbersAsText";

/** A row that is not in the cell's relation, because the cell's function threw or its value cannot be kept. */
export interface RejectedRow {
  /** Counts from 1 in the rows that the cell read. */
  row: number;
  error: string;
  /** The row as JSON text. */
  value: string;
}

export type RelationAnswer = { id: number } & (
  | { ok: true; type: "done" }
  | { ok: true; type: "opened"; columns: Column[] }
  /** One complete Arrow IPC stream, transferred; null at the end. */
  | { ok: true; type: "batch"; ipc: Uint8Array | null }
  | { ok: true; type: "count"; count: number }
  | { ok: false; error: EngineError }
);

/** The columns of the relation that rejected rows go to. */
export const rejectColumns: readonly Column[] = [
  { name: "row", type: "BIGINT" },
  { name: "error", type: "VARCHAR" },
  { name: "value", type: "VARCHAR" },
];
