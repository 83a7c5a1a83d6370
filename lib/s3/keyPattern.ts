import { globMatcher } from "../ingest/many/globMatcher.ts";
import { groupFiles } from "../ingest/many/groupFiles.ts";
import { escapeKey } from "./bucketPath.ts";

/** More names than this in braces are nothing that a person reads. */
const mostNames = 200;

/**
 * A pattern that names these keys and none of the others: their common name with `*` where that says it, else all names
 * in braces. null where they are too many for that.
 */
export function keyPattern(keys: readonly string[], others: readonly string[]): string | null {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return escapeKey(only);
  const [group, ...rest] = groupFiles(keys.map((path) => ({ path, columns: null })));
  if (group && rest.length === 0 && !/[\\?[{]/.test(group.pattern)) {
    const matches = globMatcher(group.pattern);
    if (keys.every(matches) && !others.some(matches)) return group.pattern;
  }
  if (keys.length > mostNames || keys.some((key) => /[,{}]/.test(key))) return null;
  const folder = commonFolder(keys);
  const names = keys.map((key) => escapeKey(key.slice(folder.length)));
  return `${escapeKey(folder)}{${names.join(",")}}`;
}

function commonFolder(keys: readonly string[]): string {
  const [first = ""] = keys;
  let length = first.lastIndexOf("/") + 1;
  while (length > 0 && !keys.every((key) => key.startsWith(first.slice(0, length))))
    length = first.lastIndexOf("/", length - 2) + 1;
  return first.slice(0, length);
}
