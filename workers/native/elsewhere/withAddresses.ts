import type { Cell, NotebookDocument, SourceEntry } from "../../../lib/notebook/document.ts";
import { sourceRelationName } from "../../../lib/notebook/sourceRelationName.ts";
import { isInBucket } from "../../../lib/relink/isInBucket.ts";
import { addressName } from "../../../lib/s3/addressName.ts";
import { namedAddresses } from "../../../lib/sql/namedAddresses.ts";
import { cellOutline } from "../../../lib/typescript/cellOutline.ts";

/** The notebook with a source for each address in a bucket that its SQL reads, as the page makes them when a cell runs. */
export function withAddresses(document: NotebookDocument): NotebookDocument {
  const sources: Record<string, SourceEntry> = { ...document.sources };
  const known = new Set(Object.values(sources).map(({ location }) => location));
  const taken = [...document.cells.map(({ name }) => name), ...Object.keys(sources)];
  for (const { address } of document.cells.flatMap(sqlOf).flatMap(namedAddresses)) {
    if (!isInBucket(address) || known.has(address)) continue;
    known.add(address);
    const name = sourceRelationName(addressName(address), taken);
    taken.push(name);
    sources[name] = { location: address };
  }
  return { ...document, sources };
}

function sqlOf({ kind, source }: Cell): readonly string[] {
  if (!/\bs3:\/\//i.test(source)) return [];
  if (kind === "sql") return [source];
  return kind === "ts" ? (cellOutline(source).outline?.sqlTexts ?? []) : [];
}
