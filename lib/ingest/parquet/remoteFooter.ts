import { type HeldBytes, HeldRanges } from "../../remote/HeldRanges.ts";
import type { RemoteFile } from "../../remote/RemoteFile.ts";
import { footerAtEnd, type ParquetFooter } from "./parquetFooter.ts";

/** Nearly all footers are shorter, so that one request is enough. */
const tailBytes = 64 << 10;

/** A footer with the bytes that it was read from. */
export interface RemoteFooter {
  footer: ParquetFooter;
  /** The end of the file, from the footer on. */
  end: HeldBytes;
  fetchedBytes: number;
}

/**
 * Reads the footer of a Parquet file elsewhere: by its last 64 KiB, and the rest of it where it is longer. null for a file
 * that does not end as Parquet does. Throws an IngestError where it is damaged or encrypted.
 */
export async function remoteFooter(file: RemoteFile, signal: AbortSignal): Promise<RemoteFooter | null> {
  const tailFrom = Math.max(0, file.size - tailBytes);
  const tail = await file.read(tailFrom, file.size, signal);
  const mark = String.fromCharCode(...tail.subarray(-4));
  if (file.size < 12 || (mark !== "PAR1" && mark !== "PARE")) return null;
  const footerBytes = new DataView(tail.buffer).getUint32(tail.length - 8, true) + 8;
  // A length that cannot be is told of by whoever reads the footer.
  const from = footerBytes > file.size - 4 ? tailFrom : file.size - footerBytes;
  const bytes = new Uint8Array(file.size - from);
  if (from < tailFrom) bytes.set(await file.read(from, tailFrom, signal));
  bytes.set(tail.subarray(Math.max(0, from - tailFrom)), Math.max(0, tailFrom - from));
  const end = { from, bytes };
  const fetchedBytes = Math.max(tail.length, bytes.length);
  return { footer: await footerAtEnd(new HeldRanges(file, [end], signal)), end, fetchedBytes };
}
