import type { NotebookDocument, SourceEntry } from "../notebook/document.ts";
import { isInBucket } from "../relink/isInBucket.ts";
import { askedFolder } from "../s3/bucketPath.ts";
import { namedAddresses } from "../sql/namedAddresses.ts";

/** What a notebook asks for beyond itself, one plain line each. */
export function wantsOf({ sources, cells }: NotebookDocument): string[] {
  const ofSources = Object.entries(sources).map(([name, entry]) => {
    const { location } = entry;
    if (location.startsWith("sample:")) return `sample data "${location.slice(7)}" as ${name}`;
    if (location.startsWith("file:")) return `your file "${location.slice(5)}" as ${name}`;
    return isInBucket(location) ? bucketWant(entry) : `${location} as ${name}`;
  });
  const known = new Set(Object.values(sources).map(({ location }) => location));
  const ofCells = cells
    .filter(({ kind }) => kind === "sql")
    .flatMap(({ source }) => namedAddresses(source))
    .filter(({ address }) => isInBucket(address) && !known.has(address))
    .map(({ address }) => bucketWant({ location: address }));
  return [...new Set([...ofSources, ...ofCells])];
}

function bucketWant({ connection, location }: SourceEntry): string {
  const what = connection === undefined ? "a connection" : `connection “${connection}”`;
  return `${what} to ${askedFolder(location)}`;
}
