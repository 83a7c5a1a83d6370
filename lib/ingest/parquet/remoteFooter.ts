import { type HeldBytes, HeldRanges } from "../../remote/HeldRanges.ts";
import type { RemoteFile } from "../../remote/RemoteFile.ts";
import { footerAtEnd, type ParquetFooter } from "./parquetFooter.ts";

/** Nearly all footers are shorter, so that one request is enough. */
const tailBytes = 64 << 10;

/** A footer with the bytes that it was read from. */
export interface RemoteFooter {
  footer: ParquetFooter;
  /** The end of the file, with all of the footer. */
  end: HeldBytes;
  /** Bytes that were fetched. */
  bytes: number;
}

/**
 * Reads the footer of a Parquet file elsewhere: by its last 64 KiB, and the rest of it where it is longer. null for a file
 * that does not end as Parquet does. Throws an IngestError where it is damaged or encrypted.
 */
export async function remoteFooter(file: RemoteFile, signal: AbortSignal): Promise<RemoteFooter | null> {
  const from = Math.max(0, file.size - tailBytes);
  const tail = await file.read(from, file.size, signal);
  const mark = String.fromCharCode(...tail.subarray(-4));
  if (file.size < 12 || (mark !== "PAR1" && mark !== "PARE")) return null;
  const footerBytes = new DataView(tail.buffer).getUint32(tail.length - 8, true) + 8;
  const begin = file.size - footerBytes;
  let end: HeldBytes = { from, bytes: tail };
  if (begin > 0 && begin < from) {
    const before = await file.read(begin, from, signal);
    const whole = new Uint8Array(footerBytes);
    whole.set(before);
    whole.set(tail, before.length);
    end = { from: begin, bytes: whole };
  }
  return { footer: await footerAtEnd(new HeldRanges(file, [end], signal)), end, bytes: end.bytes.length };
}
