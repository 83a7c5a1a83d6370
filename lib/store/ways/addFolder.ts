import type { Receipt, SourcePart } from "../../engine/protocol.ts";
import { isBesideData } from "../../ingest/many/isBesideData.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import { rememberPath } from "../../relink/filePath.ts";
import { manyLocation } from "../../relink/manyLocation.ts";
import { relationNameFor } from "../documentCommands.ts";
import type { NamedFiles } from "../engineLife.ts";
import { notify } from "../notices.ts";
import { tablesAtOnce } from "../sources/tablesAtOnce.ts";
import type { Notice } from "../state.ts";
import { offerOneTable } from "./offerOneTable.ts";
import { type FolderTable, sortFolder } from "./sortFolder.ts";
import type { WaysDeps } from "./waysIn.ts";

/** Something of a folder that could not be read, and why. */
export interface LeftOut {
  path: string;
  why: string;
}

type NewTable = NamedFiles & { entry: SourceEntry };

const namesShown = 5;

/** Adds the files of a folder and says what became of each: many as one table, single ones, what is left out and why. */
export async function addFolder(
  deps: WaysDeps,
  given: readonly SourcePart[],
  leftOut: readonly LeftOut[],
): Promise<Receipt[]> {
  const { store } = deps;
  // Browsers hand out folders in no order, and the first file decides the order of columns.
  const files = given.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { path, file } of files) rememberPath(file, path);
  const data = files.filter(({ path }) => !isBesideData(path));
  const beside = files.filter(({ path }) => isBesideData(path)).map(({ path }) => path);
  const problems = leftOut.map(({ path, why }) => `${path} could not be read: ${why}`);
  if (problems.length > 0) notify(store, "warning", `${shown(problems)}.`);
  if (data.length === 0) {
    const found = files.length === 0 ? "no files" : `no data files, only ${shown(beside)}`;
    notify(store, "warning", `There are ${found} in ${folderOf(files, leftOut)}. Nothing was added.`);
    return [];
  }
  const { single, many } = await sortFolder(deps.engine, data);
  const text = [
    `${data.length} ${data.length === 1 ? "file" : "files"} of ${folderOf(files, leftOut)}`,
    `as ${count(single.length + many.length, "table")}.`,
    ...(beside.length > 0 ? [`Left out, because they are no tables: ${shown(beside)}.`] : []),
  ].join(" ");
  if (single.length + many.length <= tablesAtOnce) {
    notify(store, "info", text, beside.length === 0 ? undefined : addBeside(deps, files));
    return load(deps, single, many);
  }
  const label = `Load all ${single.length + many.length}`;
  const run = () => void deps.engine.whileLoading(load(deps, single, many));
  notify(store, "warning", `${text} Nothing is loaded yet.`, { label, run });
  return [];
}

/** Whoever knows better can have them: what only looked as if it lay beside the data is added one by one. */
function addBeside(deps: WaysDeps, files: readonly SourcePart[]): Notice["action"] {
  const single = files.filter(({ path }) => isBesideData(path));
  const label = single.length === 1 ? "Add it all the same" : `Add these ${single.length} all the same`;
  return { label, run: () => void deps.engine.whileLoading(load(deps, single, [])) };
}

async function load(
  deps: WaysDeps,
  single: readonly SourcePart[],
  many: readonly FolderTable[],
): Promise<Receipt[]> {
  const { store, editing } = deps;
  const { document } = store.getState();
  const taken: string[] = [];
  const tables: NewTable[] = [];
  for (const { name, pattern, parts } of many) {
    const [first] = parts;
    if (!first) continue;
    const location = manyLocation(pattern);
    const known = absentFrom(deps, location);
    const relation = known ?? relationNameFor(store, name, taken);
    taken.push(relation);
    const size = parts.reduce((sum, { file }) => sum + file.size, 0);
    const entry = { ...(known === null ? {} : document.sources[known]), location, size };
    tables.push({ relation, file: first.file, parts, entry });
  }
  const sources = await deps.sourcesOf(single.map(({ file }) => file));
  const pathBy = new Map(single.map(({ path, file }) => [file, path]));
  for (const { relation, file, entry } of sources) {
    const name = taken.includes(relation) ? relationNameFor(store, relation, taken) : relation;
    taken.push(name);
    // Two files of one name in two folders are two places.
    const location = document.sources[name] ? entry.location : `file:${pathBy.get(file) ?? file.name}`;
    tables.push({ relation: name, file, entry: { ...entry, location } });
  }
  editing.apply(tables.map(({ relation, entry }) => ({ type: "setSourceEntry", name: relation, entry })));
  const receipts = await deps.attach(tables.map(({ entry: _, ...named }) => named));
  // What only its columns show to belong together, now that they are known.
  offerOneTable(
    deps,
    tables.flatMap(({ relation, parts }) => (parts ? [] : relation)),
  );
  return receipts;
}

/** The source that the notebook names at this place and whose data is not here. */
function absentFrom({ store }: WaysDeps, location: string): string | null {
  const { document, sources } = store.getState();
  const found = Object.entries(document.sources).find(([relation, entry]) => {
    const status = sources.find((source) => source.relation === relation)?.status;
    return entry.location === location && status !== "ready" && status !== "loading";
  });
  return found?.[0] ?? null;
}

function folderOf(files: readonly SourcePart[], leftOut: readonly LeftOut[]): string {
  const tops = new Set([...files, ...leftOut].map(({ path }) => path.split("/")[0] ?? path));
  return tops.size === 0 ? "the folder" : shown([...tops]);
}

function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number.toLocaleString("en")} ${noun}s`;
}

function shown(texts: readonly string[]): string {
  const more = texts.length - namesShown;
  return texts.slice(0, namesShown).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
