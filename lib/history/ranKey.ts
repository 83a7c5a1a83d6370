import type { Cell } from "../notebook/document.ts";

/** Tells apart what cells ran by kind, text and options: the same for the same, and by all odds for nothing else. */
export function ranKey({ kind, source, options }: Pick<Cell, "kind" | "source" | "options">): string {
  return hashOf([kind, source, ...Object.entries(options).flat()].join("\0"));
}

/** A hash of 53 bits (cyrb53, public domain by bryc) with the text's length. It guards nothing; it tells apart. */
function hashOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return `${text.length}-${(4294967296 * (2097151 & low) + (high >>> 0)).toString(36)}`;
}
