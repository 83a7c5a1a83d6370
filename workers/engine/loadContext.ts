import type { Receipt, SourceEvent, SourceOptions, SourceRequest } from "../../lib/engine/protocol.ts";
import type { FileHead } from "../../lib/ingest/detectFile.ts";
import type { RowReader } from "./fixes/RowReader.ts";
import type { PartPool } from "./partPool.ts";
import type { RowChoice } from "./rowChoice.ts";
import type { EngineSession } from "./session.ts";

/** What a loader works with: one file on its way to one relation. */
export interface LoadContext {
  session: EngineSession;
  baseUrl: string;
  request: SourceRequest;
  /** What the reader of the format is told; options for all sources are done with. */
  options: SourceOptions;
  /** Which columns and rows to keep; all where it is null. */
  choice: RowChoice | null;
  /** The name under which DuckDB may open the file; nothing else is open to it. */
  path: string;
  startedAt: number;
  /** Fires when the load is to be stopped; what it made so far must then go. */
  signal: AbortSignal;
  onEvent: (event: SourceEvent) => void;
  /** Types that other files of the same relation ask of this one's columns, by lower-case name. */
  readAs?: ReadonlyMap<string, string>;
  /** The size of all files of the relation, where there are more. */
  groupBytes?: number;
  /** Where the rows of small files of one relation may go together; the relation is then not made yet. */
  pool?: PartPool;
  /** What rejects call the file: its name, or its path among several. */
  named: string;
  /** Takes what reads single rows as the file's own, where they can be read and are in a table. */
  keepReader(reader: RowReader): void;
}

/** Loads one file to one relation, as `request` names them; `place` is a folder of its own under the source's. */
export type LoadFile = (
  request: SourceRequest,
  onEvent: (event: SourceEvent) => void,
  more: Pick<LoadContext, "readAs" | "groupBytes" | "pool"> & {
    place: string;
    path?: string;
    /** What was read of the file before. */
    head?: FileHead;
  },
) => Promise<Receipt>;
