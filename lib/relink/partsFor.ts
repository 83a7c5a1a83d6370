import type { SourcePart } from "../engine/protocol.ts";
import { globMatcher } from "../ingest/many/globMatcher.ts";
import { groupFiles } from "../ingest/many/groupFiles.ts";

/**
 * Those of some files that a pattern means, sorted by path: the group that would be given this very pattern, or else
 * all that it matches. The folder may have been picked from farther up or at its own level.
 */
export function partsFor(pattern: string, files: readonly SourcePart[]): SourcePart[] {
  const byPath = (a: SourcePart, b: SourcePart) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  const groups = groupFiles(files.map(({ path }) => ({ path, columns: null })));
  const group = groups.find((one) => one.pattern === pattern || one.pattern.endsWith(`/${pattern}`));
  if (group) {
    const wanted = new Set(group.paths);
    return files.filter(({ path }) => wanted.has(path)).sort(byPath);
  }
  const matches = [globMatcher(pattern), globMatcher(`**/${pattern}`)];
  return files.filter(({ path }) => matches.some((isMatch) => isMatch(path))).sort(byPath);
}
