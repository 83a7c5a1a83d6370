import { type RecordBatch, RecordBatchReader } from "apache-arrow";
import { ipcOf } from "./ipcOf.ts";

/** A complete Arrow IPC stream as two: its first `rows` rows and those after them, of which there must be some of each. */
export function cutIpc(ipc: Uint8Array, rows: number): [first: Uint8Array, rest: Uint8Array] {
  const reader = RecordBatchReader.from(ipc).open();
  const first: RecordBatch[] = [];
  const rest: RecordBatch[] = [];
  let wanted = rows;
  for (const batch of reader) {
    const here = Math.min(wanted, batch.numRows);
    if (here > 0) first.push(here === batch.numRows ? batch : batch.slice(0, here));
    if (here < batch.numRows) rest.push(here === 0 ? batch : batch.slice(here));
    wanted -= here;
  }
  return [ipcOf(reader.schema, first), ipcOf(reader.schema, rest)];
}
