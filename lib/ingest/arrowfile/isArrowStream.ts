import { FlatTable } from "./flatTable.ts";

/** No schema of a real file comes near this; a length past it is a lie. */
const mostMetadataBytes = 256 << 20;

/** True where bytes begin as an Arrow stream does: with a message that holds a schema. */
export function isArrowStream(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const at = view.getUint32(0, true) === 0xffffffff ? 8 : 4;
  const bytes = view.getInt32(at - 4, true);
  if (bytes < 16 || bytes > mostMetadataBytes || at + 16 > head.length) return false;
  try {
    const message = FlatTable.root(head.subarray(at, at + bytes));
    return (
      message.byte(1) === 1 && message.short(0) >= 0 && message.short(0) <= 4 && message.table(2) !== null
    );
  } catch {
    // Whatever it is, it is no message.
    return false;
  }
}
