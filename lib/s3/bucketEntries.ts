import { globMatcher, isGlob } from "../ingest/many/globMatcher.ts";
import type { S3Object, S3Page } from "./s3.ts";

/** A line of a bucket's listing: a prefix, or an object. */
export type BucketEntry =
  | { readonly kind: "prefix"; readonly key: string }
  | { readonly kind: "object"; readonly key: string; readonly object: S3Object };

/** The entries of a page in the order of their keys, so that a later page only comes behind. */
export function pageEntries({ prefixes, objects }: S3Page, prefix: string): BucketEntry[] {
  const entries: BucketEntry[] = [
    ...prefixes.map((key): BucketEntry => ({ kind: "prefix", key })),
    // A prefix that was made as a folder lists itself.
    ...objectEntries(objects.filter(({ key }) => key !== prefix)),
  ];
  return entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

export function objectEntries(objects: readonly S3Object[]): BucketEntry[] {
  return objects.map((object) => ({ kind: "object", key: object.key, object }));
}

/** The entries whose name below `prefix` holds a text, whatever its case, or fits a pattern. */
export function filterEntries(
  entries: readonly BucketEntry[],
  prefix: string,
  typed: string,
): readonly BucketEntry[] {
  const text = typed.trim();
  if (text === "") return entries;
  const name = ({ key }: BucketEntry) => key.slice(prefix.length).replace(/\/$/, "");
  if (!isGlob(text)) {
    const wanted = text.toLowerCase();
    return entries.filter((entry) => name(entry).toLowerCase().includes(wanted));
  }
  const matches = globMatcher(text);
  return entries.filter((entry) => matches(name(entry)));
}
