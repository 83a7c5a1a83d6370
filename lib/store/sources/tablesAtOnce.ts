import type { FilePart } from "../../engine/protocol.ts";

/** More tables than this are asked for twice: nobody means to load a whole home folder. */
export const tablesAtOnce = 50;

/** Nor so many files of an archive that do not even belong together. */
const filesAtOnce = 250;

/** Whether a file holds more than is loaded unasked. */
export function isManyAtOnce(parts: readonly FilePart[]): boolean {
  const files = parts.reduce((sum, part) => sum + (part.files ?? 1), 0);
  return parts.length > tablesAtOnce || (parts.length > 1 && files > filesAtOnce);
}
