import { RecordBatchReader } from "apache-arrow";
import type { Decode } from "./cellType.ts";
import { decodeColumn, rowMaker } from "./decodeColumn.ts";

/** Makes a function that turns one Arrow IPC stream into row objects. */
export function rowDecoder(
  columns: readonly { name: string; decode: Decode }[],
): (ipc: Uint8Array) => Record<string, unknown>[] {
  const make = rowMaker(columns.map(({ name }) => name));
  return (ipc) => {
    const parts: Record<string, unknown>[][] = [];
    for (const batch of RecordBatchReader.from(ipc)) {
      const values = columns.map(({ decode }, i) => {
        const data = batch.data.children[i];
        return data ? decodeColumn(data, decode) : [];
      });
      parts.push(make(values, batch.numRows));
    }
    return parts.length === 1 && parts[0] ? parts[0] : parts.flat();
  };
}
