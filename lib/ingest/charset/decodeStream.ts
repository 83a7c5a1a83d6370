import { IngestError } from "../types.ts";
import { charsetOf } from "./charsets.ts";
import { type DecodeReport, ReportKeeper } from "./decodeReport.ts";
import { decoderOf } from "./decoderOf.ts";
import { pieceWriter } from "./pieceWriter.ts";
import { utf8Writer } from "./utf8Writer.ts";

/** Takes encoded bytes and gives out UTF-8. */
export interface TextWriter {
  write(chunk: Uint8Array): void;
  /** No more bytes follow. */
  end(): void;
}

export interface DecodeOptions {
  /** How many bad places the report tells one by one; 100 unless given. */
  keepBad?: number;
}

export interface DecodedStream {
  /** The text as UTF-8, without a byte order mark. */
  utf8: ReadableStream<Uint8Array>;
  report: DecodeReport;
}

/**
 * Decodes a stream of a character set to UTF-8. Bytes that do not decode become U+FFFD and are counted and located;
 * valid UTF-8 passes through uncopied. Throws an IngestError for a label that is no set's.
 */
export function decodeStream(
  stream: ReadableStream<Uint8Array>,
  label: string,
  { keepBad = 100 }: DecodeOptions = {},
): DecodedStream {
  const charset = charsetOf(label);
  if (!charset) {
    throw new IngestError(
      `"${label}" is no character set that can be read here; try its common name, such as utf-8, windows-1252 or shift_jis.`,
    );
  }
  const report = new ReportKeeper(charset, keepBad);
  const reader = stream.getReader();
  let ready: Uint8Array[] = [];
  let isFirst = true;
  const emit = (utf8: Uint8Array) => {
    report.count(utf8);
    const text = isFirst ? withoutMark(utf8) : utf8;
    isFirst = false;
    if (text.length > 0) ready.push(text);
  };
  const writer =
    charset === "utf-8" ? utf8Writer(report, emit) : pieceWriter(decoderOf(charset), report, emit);
  const utf8 = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (ready.length === 0) {
          const { done, value } = await reader.read();
          if (done) {
            writer.end();
            for (const text of ready) controller.enqueue(text);
            ready = [];
            controller.close();
            return;
          }
          writer.write(value);
          report.bytes += value.length;
        }
        for (const text of ready) controller.enqueue(text);
        ready = [];
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { utf8, report };
}

/** Every set's mark is U+FEFF once decoded, and a writer gives out whole characters. */
function withoutMark(utf8: Uint8Array): Uint8Array {
  return utf8[0] === 0xef && utf8[1] === 0xbb && utf8[2] === 0xbf ? utf8.subarray(3) : utf8;
}
