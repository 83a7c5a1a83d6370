import { RecordBatchReader } from "apache-arrow";
import { joinBytes } from "../compression/byteSource.ts";

const endMark = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/**
 * The bytes that a complete Arrow IPC stream begins with: its schema. Streams with the same can be joined.
 * Null where they cannot, because values lie in dictionaries or the stream has an older framing.
 */
export function joinableSchema(ipc: Uint8Array): Uint8Array | null {
  const view = new DataView(ipc.buffer, ipc.byteOffset, ipc.byteLength);
  if (ipc.length < 16 || view.getUint32(0, true) !== 0xffffffff) return null;
  const end = schemaEnd(ipc);
  if (end > ipc.length - endMark.length) return null;
  if (!endMark.every((byte, index) => ipc[ipc.length - endMark.length + index] === byte)) return null;
  return RecordBatchReader.from(ipc).open().schema.dictionaries.size === 0 ? ipc.subarray(0, end) : null;
}

function schemaEnd(ipc: Uint8Array): number {
  return 8 + new DataView(ipc.buffer, ipc.byteOffset, ipc.byteLength).getUint32(4, true);
}

/** One stream with the batches of all, which must have the same `joinableSchema`. */
export function joinIpc(ipcs: readonly Uint8Array[]): Uint8Array {
  const [first] = ipcs;
  if (!first || ipcs.length === 1) return first ?? new Uint8Array(0);
  const schema = joinableSchema(first);
  if (!schema) throw new Error("Streams with dictionaries cannot be joined.");
  return joinBytes([
    schema,
    // The same schema may take other bytes where another writer wrote it.
    ...ipcs.map((ipc) => ipc.subarray(schemaEnd(ipc), ipc.length - endMark.length)),
    endMark,
  ]);
}
