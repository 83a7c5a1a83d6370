import type { CsvStructure } from "./CsvStructure.ts";

/** Which line ends the first part of a file has. */
export function lineEndOf(bytes: Uint8Array, crEndsLine: boolean): CsvStructure["lineEnd"] {
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 10) lf++;
    else if (bytes[at] === 13 && bytes[at + 1] === 10) {
      crlf++;
      at++;
    } else if (bytes[at] === 13 && crEndsLine) cr++;
  }
  const kinds = [lf, crlf, cr].filter((count) => count > 0).length;
  if (kinds > 1) return "mixed";
  return lf > 0 ? "lf" : crlf > 0 ? "crlf" : cr > 0 ? "cr" : "none";
}
