import type { Charset } from "./charsets.ts";

/** The seven-bit set whose escape sequences stand in the head; null where there are none. */
export function escapedEvidence(head: Uint8Array): Charset | null {
  if (!head.includes(0x1b)) return null;
  const sequences = new TextDecoder("latin1").decode(head).split("\u001b").slice(1);
  if (sequences.some((after) => after.startsWith("$)C"))) return "iso-2022-kr";
  return sequences.some((after) => /^(?:\$[@B]|\$\([BD]|\([JI])/.test(after)) ? "iso-2022-jp" : null;
}
