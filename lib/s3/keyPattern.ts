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
  return inBraces(keys.map((key) => ({ key, name: escapeKey(key) })));
}

/** A pattern that names some keys and all that is below some prefixes; null where they are too many for one. */
export function choicePattern(
  keys: readonly string[],
  prefixes: readonly string[],
  others: readonly string[],
): string | null {
  if (prefixes.length === 0) return keyPattern(keys, others);
  return inBraces([
    ...prefixes.map((key) => ({ key, name: `${escapeKey(key)}**` })),
    ...keys.map((key) => ({ key, name: escapeKey(key) })),
  ]);
}

function inBraces(wanted: readonly { key: string; name: string }[]): string | null {
  const [only] = wanted;
  if (wanted.length === 1 && only) return only.name;
  if (wanted.length > mostNames || wanted.some(({ key }) => /[,{}]/.test(key))) return null;
  const folder = escapeKey(commonFolder(wanted.map(({ key }) => key.replace(/\/$/, ""))));
  return `${folder}{${wanted.map(({ name }) => name.slice(folder.length)).join(",")}}`;
}

function commonFolder(keys: readonly string[]): string {
  const [first = ""] = keys;
  let length = first.lastIndexOf("/") + 1;
  while (length > 0 && !keys.every((key) => key.startsWith(first.slice(0, length))))
    length = first.lastIndexOf("/", length - 2) + 1;
  return first.slice(0, length);
}
