import { isGlob } from "../ingest/many/globMatcher.ts";
import { bucketPath } from "./bucketPath.ts";

/** What a relation from a bucket is called if nobody says: its file, or the last folder with a name of its own. */
export function addressName(address: string): string {
  const { bucket, key } = bucketPath(address);
  const names = key.split("/").filter((name) => name !== "");
  const last = names.at(-1) ?? "";
  if (last !== "" && !isGlob(last)) return last;
  const stem = /^[^.*?[{\\]{3,}(?=[*?[{])/.exec(last)?.[0].replace(/[\d\W_]+$/, "") ?? "";
  if (stem.length >= 3) return stem;
  const folder = names.slice(0, -1).findLast((name) => !isGlob(name) && !name.includes("="));
  // A dot would end the name of a file.
  return (folder ?? bucket).replaceAll(".", "_");
}
