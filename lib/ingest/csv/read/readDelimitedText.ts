import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../../types.ts";
import type { CsvOptions } from "../options/CsvOptions.ts";
import { sniffHints } from "../options/sniffHints.ts";
import type { CsvStructure } from "../sniff/CsvStructure.ts";
import { sniffStructure } from "../sniff/sniffStructure.ts";
import { readDelimited } from "./readDelimited.ts";

const headBytes = 1 << 20;

/** What there is to read; `open` gives the text as UTF-8 and is called twice, for its first part and for all of it. */
export interface DelimitedText {
  open: () => ReadableStream<Uint8Array>;
  sink: BatchSink;
  options: CsvOptions;
  onProgress: ReadProgress;
  signal: AbortSignal;
}

/** Finds the structure of a delimited text and reads it into columns of text; see `readDelimited`. */
export async function readDelimitedText(
  text: DelimitedText,
): Promise<ReadReport & { structure: CsvStructure }> {
  const { head, isWhole } = await headOf(text.open(), headBytes);
  if (head.length === 0) throw new IngestError("The file is empty (0 bytes); choose a file with data in it.");
  const isBlank = head.every((byte) => byte === 32 || (byte > 8 && byte < 14));
  if (isBlank && isWhole)
    throw new IngestError("The file holds nothing but empty lines, so there is no table in it.");
  const structure = sniffStructure(head, sniffHints(text.options, isWhole));
  const { sink, onProgress, signal } = text;
  const report = await readDelimited({ stream: text.open(), structure, sink, onProgress, signal });
  return { ...report, structure };
}

/** The first bytes of a stream, and whether they are all of it. */
export async function headOf(
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (size <= most) {
    const part = await reader.read();
    if (part.done) {
      isWhole = true;
      break;
    }
    parts.push(part.value);
    size += part.value.length;
  }
  await reader.cancel().catch(() => undefined);
  const head = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    head.set(part, at);
    at += part.length;
  }
  return isWhole ? { head, isWhole } : { head: head.subarray(0, most), isWhole };
}
