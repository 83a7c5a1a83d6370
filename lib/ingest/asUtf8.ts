import type { DecodeReport } from "./charset/decodeReport.ts";
import { decodeStream } from "./charset/decodeStream.ts";
import { collectBlob } from "./compression/collectBlob.ts";
import { type OpenOptions, openStream } from "./compression/openStream.ts";

/**
 * A text file as UTF-8: decoded, and inflated on the way where it is gzip. The browser keeps the copy, on a disk where
 * it is large. The report tells what did not decode.
 */
export async function asUtf8(
  file: File,
  label: string,
  compression: "none" | "gzip",
  options: OpenOptions,
): Promise<{ file: File; report: DecodeReport }> {
  const { utf8, report } = decodeStream(openStream(file, compression, options), label);
  const content = await collectBlob(utf8);
  return { file: new File([content], file.name.replace(/\.gz(ip)?$/i, "")), report };
}
