import type { SourcePart } from "../../engine/protocol.ts";

/** The same files with a path of their own each: files of one name from several folders are told apart by a number. */
export function distinctPaths(parts: readonly SourcePart[]): SourcePart[] {
  const seen = new Map<string, number>();
  return parts.map(({ path, file }) => {
    const count = (seen.get(path) ?? 0) + 1;
    seen.set(path, count);
    return { path: count === 1 ? path : `${count}/${path}`, file };
  });
}
