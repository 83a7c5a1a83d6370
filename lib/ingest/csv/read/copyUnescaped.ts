import { type DialectBytes, standsAt } from "./dialectBytes.ts";
import { wasQuoted } from "./RecordParser.ts";

/**
 * Copies a field that holds escapes to `target` without them; answers where the copy ends.
 * A doubled closing quote is one; an escape is dropped before a quote, a delimiter, a line end or itself, and kept before
 * all else.
 */
export function copyUnescaped(
  bytes: Uint8Array,
  start: number,
  end: number,
  flag: number,
  { close, delimiter, escapeByte }: DialectBytes,
  target: Uint8Array,
  targetAt: number,
): number {
  const isQuoted = (flag & wasQuoted) !== 0;
  let to = targetAt;
  for (let at = start; at < end; ) {
    const byte = bytes[at] ?? 0;
    if (byte === escapeByte && at + 1 < end) {
      const next = bytes[at + 1] ?? 0;
      const drops =
        next === escapeByte || next === close[0] || next === delimiter[0] || next === 10 || next === 13;
      if (!drops) target[to++] = byte;
      target[to++] = next;
      at += 2;
    } else if (
      isQuoted &&
      byte === close[0] &&
      standsAt(bytes, at, close) &&
      standsAt(bytes, at + close.length, close)
    ) {
      for (const mark of close) target[to++] = mark;
      at += 2 * close.length;
    } else {
      target[to++] = byte;
      at++;
    }
  }
  return to;
}
