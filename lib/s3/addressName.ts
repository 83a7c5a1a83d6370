import { isGlob } from "../ingest/many/globMatcher.ts";
import { bucketPath, fixedFolder } from "./bucketPath.ts";

/** What a relation from a bucket is called if nobody says: its file, or the last folder with a name of its own. */
export function addressName(address: string): string {
  const { bucket, key } = bucketPath(address);
  const folder = fixedFolder(key);
  const rest = key.slice(folder.length);
  const last = rest.slice(rest.lastIndexOf("/") + 1);
  // Braces may hold slashes, so that behind them nothing is told by its place.
  if (!rest.includes("{")) {
    if (last !== "" && !isGlob(last)) return last;
    const stem = /^[^.*?[\\]{3,}(?=[*?[])/.exec(last)?.[0].replace(/[\d\W_]+$/, "") ?? "";
    if (stem.length >= 3) return stem;
  }
  const named = folder.split("/").findLast((name) => name !== "" && !name.includes("="));
  // A dot would end the name of a file.
  return (named ?? bucket).replaceAll(".", "_");
}
