import { characterCost } from "./commonRanks.ts";
import { utf8Length, utf8Prefix, validUtf8Until } from "./utf8Validity.ts";

/** How far bytes are UTF-8. */
export interface Utf8Evidence {
  /** Characters of two bytes or more. */
  long: number;
  /** Places that are not UTF-8. */
  bad: number;
}

/** Counts what is UTF-8 and what is not, up to `limit` places; the last character of a part may be cut. */
export function utf8Evidence(head: Uint8Array, isWhole: boolean, limit = 1000): Utf8Evidence {
  const found: Utf8Evidence = { long: 0, bad: 0 };
  if (validUtf8Until(head, 0) === head.length) {
    // A continuation byte is 10xxxxxx; every long character has one byte over 7F that is not.
    for (let at = 0; at < head.length; at++) if ((head[at] ?? 0) >= 0xc0) found.long++;
    return found;
  }
  for (let at = 0; at < head.length && found.bad < limit; ) {
    const byte = head[at] ?? 0;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = utf8Length(byte);
    const prefix = utf8Prefix(head, at, Math.max(1, length));
    if (length > 0 && prefix === length) found.long++;
    else if (isWhole || at + prefix < head.length || length === 0) found.bad++;
    at += prefix;
  }
  return found;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** −ln P of the runs as UTF-8, on the scale of the other sets. */
export function scoreUtf8(runs: readonly Uint8Array[], asciiCost: number): number {
  let cost = 0;
  for (const run of runs) {
    for (const text of utf8.decode(run)) {
      const point = text.codePointAt(0) ?? 0;
      if (point < 0x80) cost += asciiCost;
      else cost += point === 0xfffd ? 20 : Math.min(14, characterCost(point));
    }
  }
  return cost;
}
