import { copyUnescaped } from "./copyUnescaped.ts";
import { hasEscapes, type RecordParser } from "./RecordParser.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of field `index` of the record that `parser` parsed last; bytes that are no UTF-8 show as U+FFFD. */
export function fieldText(parser: RecordParser, bytes: Uint8Array, index: number): string {
  const start = parser.starts[index] ?? 0;
  const end = parser.ends[index] ?? 0;
  const flag = parser.flags[index] ?? 0;
  if ((flag & hasEscapes) === 0) return bytesText(bytes, start, end);
  const plain = new Uint8Array(end - start);
  return decoder.decode(plain.subarray(0, copyUnescaped(bytes, start, end, flag, parser.dialect, plain, 0)));
}

/** Bytes as text; short ASCII, which most fields are, without a call of the decoder. */
export function bytesText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 127) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}
