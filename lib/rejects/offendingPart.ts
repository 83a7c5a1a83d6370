import type { RejectedRow } from "../engine/rejectedRow.ts";

/** Where in a text that stands which one of a row's reasons quotes; null where none of it is there. Characters from 0. */
export function offendingPart(
  text: string,
  problems: RejectedRow["problems"],
): { from: number; to: number } | null {
  for (const { reason } of problems) {
    for (const [, quoted = ""] of reason.matchAll(/"([^"]+)"/g)) {
      const from = fieldAt(text, quoted);
      if (from >= 0) return { from, to: from + quoted.length };
    }
  }
  return null;
}

/** As a value of its own rather, than as a part of another. */
function fieldAt(text: string, value: string): number {
  const isEdge = (sign: string | undefined) => sign === undefined || !/[\p{L}\p{N}_.-]/u.test(sign);
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (isEdge(text[at - 1]) && isEdge(text[at + value.length])) return at;
  }
  return -1;
}
