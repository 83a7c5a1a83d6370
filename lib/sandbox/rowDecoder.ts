import { RecordBatchReader } from "apache-arrow";
import type { Decode } from "./cellType.ts";
import { decodeColumn, rowMaker } from "./decodeColumn.ts";

/**
 * Makes a function that turns one Arrow IPC stream into row objects, one record batch at a time:
 * rows that die young cost the garbage collector nothing.
 */
export function rowDecoder(
  columns: readonly { name: string; decode: Decode }[],
): (ipc: Uint8Array) => Generator<Record<string, unknown>[]> {
  const make = rowMaker(columns.map(({ name }) => name));
  return function* (ipc) {
    for (const batch of RecordBatchReader.from(ipc)) {
      const values = columns.map(({ decode }, i) => {
        const data = batch.data.children[i];
        return data ? decodeColumn(data, decode) : [];
      });
      yield make(values, batch.numRows);
    }
  };
}
