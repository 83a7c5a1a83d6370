import { readdir, realpath, stat } from "node:fs/promises";
import { basename, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { closestName } from "../../lib/dataflow/closestName.ts";
import { quoted } from "../../lib/dataflow/listed.ts";
import type { EngineError, Outcome, SourcePart } from "../../lib/engine/protocol.ts";
import { globMatcher, isGlob } from "../../lib/ingest/many/globMatcher.ts";
import type { NotebookDocument, SourceEntry } from "../../lib/notebook/document.ts";
import { paramOf } from "../../lib/params/paramOf.ts";
import { bucketPath } from "../../lib/s3/bucketPath.ts";
import { outsidePage } from "./BatchError.ts";
import { openDiskFile } from "./diskFile.ts";
import { type AllowedHost, isAllowed } from "./elsewhere/hosts.ts";

export interface SourcePlaces {
  /** The notebook's folder: what it says of files is seen from here, and stays below it unless it is trusted. */
  folder: string;
  /** The samples that come with the app. */
  samples: string;
  isTrusted: boolean;
  /** Names of sources that the command line gave: what these name may lie anywhere. */
  given: ReadonlySet<string>;
  /** Where other sources may lie elsewhere. */
  hosts: readonly AllowedHost[];
  /** Opens what lies elsewhere. */
  openElsewhere(entry: SourceEntry): Promise<Outcome<OpenedSource>>;
}

/** A source's files, opened. */
export interface OpenedSource {
  file: File;
  parts?: SourcePart[];
}

/** The notebook with sources taken from elsewhere, as a command line says them (paths from the working folder). */
export function withInputs(
  document: NotebookDocument,
  inputs: Readonly<Record<string, string>>,
): Outcome<NotebookDocument> {
  const sources: Record<string, SourceEntry> = { ...document.sources };
  const files = document.cells.filter((cell) => {
    const param = cell.kind === "input" ? paramOf(cell) : null;
    return param?.ok === true && param.value.definition.type === "file";
  });
  for (const [asked, location] of Object.entries(inputs)) {
    const names = [...Object.keys(document.sources), ...files.map(({ name }) => name)];
    const name = names.find((known) => known.toLowerCase() === asked.toLowerCase());
    if (name === undefined) {
      const near = closestName(asked, names);
      const known = names.length === 0 ? "The notebook has no sources." : `There are: ${names.join(", ")}.`;
      return failed(`No source is called ${quoted(asked)}.`, near === null ? known : `Did you mean ${near}?`);
    }
    sources[name] = entryAt(location, sources[name]);
  }
  return { ok: true, value: { ...document, sources } };
}

/** The entry with another file: how a file of the same kind is read stays, mended rows are of the file before. */
function entryAt(location: string, before: SourceEntry | undefined): SourceEntry {
  const { fixes: _, ...options } = before?.options ?? {};
  const isSameKind = extname(before?.location ?? "").toLowerCase() === extname(location).toLowerCase();
  return {
    location: isElsewhere(location) ? location : `given:${resolve(location)}`,
    ...(isSameKind && before?.format && { format: before.format }),
    ...(isSameKind && Object.keys(options).length > 0 && { options }),
    ...(before?.columns && { columns: before.columns }),
  };
}

/** Whether a location names a host or a bucket. */
export function isElsewhere(location: string): boolean {
  return /^(s3|https?|gs|az):\/\//i.test(location);
}

function hostOf(location: string): string {
  if (/^s3:/i.test(location)) return `s3://${bucketPath(location).bucket}`;
  return URL.canParse(location) ? new URL(location).host : location;
}

/** Opens what a source's location names; the failure says what to do about it. */
export async function openSource(
  relation: string,
  entry: SourceEntry,
  places: SourcePlaces,
): Promise<Outcome<OpenedSource>> {
  const { location } = entry;
  const say = `Say where it is: --input ${relation}=PATH.`;
  if (isElsewhere(location)) {
    if (!places.given.has(relation) && !isAllowed(location, places.hosts))
      return failed(
        `The notebook reads ${quoted(relation)} from ${location}, which it was not allowed to.`,
        `Say --allow-host ${hostOf(location)}, or --input ${relation}=PATH for another place.`,
      );
    const opened = await places.openElsewhere(entry);
    if (opened.ok) return opened;
    const error = outsidePage(opened.error);
    return {
      ok: false,
      error: { ...error, message: `${quoted(relation)} cannot be read. ${error.message}` },
    };
  }
  try {
    if (location.startsWith("sample:")) {
      const name = location.slice("sample:".length);
      return { ok: true, value: { file: await openDiskFile(join(places.samples, basename(name))) } };
    }
    const isGiven = location.startsWith("given:");
    const path = isGiven
      ? location.slice("given:".length)
      : resolve(places.folder, location.replace(/^file:/, ""));
    const allowed = isGiven || places.isTrusted || (await isBelow(path, places.folder));
    if (!allowed)
      return failed(
        `${quoted(relation)} names ${location}, which is not below the notebook's folder.`,
        `Say --input ${relation}=PATH if it is meant, or --trust.`,
      );
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return { ok: true, value: { file: await openDiskFile(path) } };
    const pattern = found?.isDirectory() ? join(path, "**/*") : path;
    if (!isGlob(pattern)) return failed(`The file of ${quoted(relation)} is not there: ${path}.`, say);
    const parts = await filesOf(pattern);
    const [first] = parts;
    if (!first) return failed(`No files of ${quoted(relation)} are there: ${pattern}.`, say);
    return { ok: true, value: { file: first.file, parts } };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return failed(`The file of ${quoted(relation)} cannot be read: ${why}`, say);
  }
}

/** Whether a path lies in a folder, links followed; a pattern by what stands before its first mark. */
async function isBelow(path: string, folder: string): Promise<boolean> {
  const fixed = path.split(sep).slice(0, marksAt(path)).join(sep) || sep;
  const real = await realpath(fixed).catch(() => fixed);
  const way = relative(await realpath(folder), real);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function marksAt(path: string): number {
  const at = path.split(sep).findIndex(isGlob);
  return at < 0 ? path.length : at;
}

/** The files that a pattern matches, in the order of their paths, which are seen from its first fixed folder's parent. */
async function filesOf(pattern: string): Promise<SourcePart[]> {
  const names = pattern.split(sep);
  const top = names.slice(0, Math.max(1, marksAt(pattern) - 1)).join(sep) || sep;
  const matches = globMatcher(relative(top, pattern).split(sep).join("/"));
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter(matches)
    .toSorted();
  return Promise.all(paths.map(async (path) => ({ path, file: await openDiskFile(join(top, path)) })));
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "file", message, hint } };
}
