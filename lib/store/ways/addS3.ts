import type { EngineError, Outcome } from "../../engine/protocol.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import { addressName } from "../../s3/addressName.ts";
import { escapeKey } from "../../s3/bucketPath.ts";
import { choicePattern } from "../../s3/keyPattern.ts";
import type { S3, S3Object } from "../../s3/s3.ts";
import { relationNameFor } from "../documentCommands.ts";
import type { NamedFiles } from "../engineLife.ts";
import { attachMeasured } from "./attachS3.ts";
import { bucketFiles, objectFiles, stoppedAdding } from "./bucketFiles.ts";
import type { WaysDeps } from "./waysIn.ts";

/** What of a bucket is to be added. */
export interface S3Request {
  /** The name of the connection. */
  connection: string;
  /** Objects and whole prefixes that were chosen, with the keys beside them that were not; or a pattern of keys. */
  what:
    | { objects: readonly S3Object[]; prefixes: readonly string[]; beside: readonly string[] }
    | { pattern: string };
  /** All as one relation, or one each. */
  asOne: boolean;
  /** What to call the relation; "" for a name of its own. */
  name: string;
}

/** Whoever waits for an addition. */
export interface S3Watch {
  signal: AbortSignal;
  /** Told once the sources are named and begin to load. */
  onRelations(relations: readonly string[]): void;
}

/** More relations than this nobody means to make at once. */
const mostRelations = 100;

type NewTable = NamedFiles & { entry: SourceEntry };
type Made = Outcome<NewTable[]>;

/** Adds objects of a bucket to the notebook, and gives it their connection. Answers why that did not work, else null. */
export async function addS3(deps: WaysDeps, request: S3Request, watch: S3Watch): Promise<EngineError | null> {
  const { store, platform } = deps;
  const { notebookId } = store.getState();
  const s3 = await platform.s3();
  const connection = (await s3.connections()).find(({ name }) => name === request.connection);
  if (!connection) {
    return { code: "file", message: `There is no connection called ${request.connection} any more.` };
  }
  s3.bind(notebookId, connection.name);
  const found = await tables(deps, s3, request, connection.bucket, watch.signal);
  if (!found.ok) return found.error;
  const made = found.value;
  if (watch.signal.aborted) return stoppedAdding;
  if (store.getState().notebookId !== notebookId)
    return { code: "cancelled", message: "Another notebook was opened meanwhile. Nothing was added." };
  deps.editing.apply(made.map(({ relation, entry }) => ({ type: "setSourceEntry", name: relation, entry })));
  watch.onRelations(made.map(({ relation }) => relation));
  const named = made.map(({ entry: _, ...files }) => files);
  const receipts = await deps.engine.whileLoading(attachMeasured(deps, s3, named, watch.signal));
  const failed = receipts.find(({ error }) => error !== null);
  if (!failed) return null;
  return { code: failed.stopped ? "cancelled" : "file", message: failed.error ?? "" };
}

async function tables(
  deps: WaysDeps,
  s3: S3,
  { connection, what, asOne, name }: S3Request,
  bucket: string,
  signal: AbortSignal,
): Promise<Made> {
  const place = { s3, notebookId: deps.store.getState().notebookId, connection, signal };
  const locationOf = (pattern: string) => `s3://${bucket}/${pattern}`;
  const byPattern = async (pattern: string, called: string, taken: string[]): Promise<Made> => {
    const location = locationOf(pattern);
    const files = await bucketFiles(place, location);
    if (!files.ok) return files;
    return { ok: true, value: [oneTable(deps, location, connection, called, files.value, taken)] };
  };
  if ("pattern" in what && asOne) return byPattern(what.pattern, name, []);
  let objects: readonly S3Object[];
  if ("pattern" in what) {
    const expanded = await s3.expand(place.notebookId, locationOf(what.pattern), signal);
    if (!expanded.ok) return expanded;
    objects = expanded.value.filter(({ key }) => !key.endsWith("/"));
  } else objects = what.objects;
  const prefixes = "pattern" in what ? [] : what.prefixes;
  const count = objects.length + prefixes.length;
  if (count === 0) return failure("Nothing was found, so nothing was added.");
  if (asOne && (objects.length > 1 || prefixes.length > 0)) {
    const pattern = choicePattern(
      objects.map(({ key }) => key),
      prefixes,
      "beside" in what ? what.beside : [],
    );
    if (pattern === null) return tooManyNames(count);
    if (prefixes.length > 0) return byPattern(pattern, name, []);
    const location = locationOf(pattern);
    const files = await objectFiles(place, location, objects);
    if (!files.ok) return files;
    return { ok: true, value: [oneTable(deps, location, connection, name, files.value, [])] };
  }
  if (count > mostRelations) return tooManyRelations(count);
  const made: NewTable[] = [];
  const taken = () => made.map(({ relation }) => relation);
  for (const prefix of prefixes) {
    const table = await byPattern(`${escapeKey(prefix)}**`, "", taken());
    if (!table.ok) return table;
    made.push(...table.value);
  }
  for (const object of objects) {
    const location = locationOf(escapeKey(object.key));
    const files = await objectFiles(place, location, [object]);
    if (!files.ok) return files;
    const called = count === 1 ? name : "";
    made.push(...(await fileTables(deps, location, connection, called, files.value, taken())));
  }
  return { ok: true, value: made };
}

/** One relation of many files. */
function oneTable(
  deps: WaysDeps,
  location: string,
  connection: string,
  name: string,
  { sizeBytes, ...files }: NamedFilesOf,
  taken: readonly string[],
): NewTable {
  const relation =
    absentFrom(deps, location) ?? relationNameFor(deps.store, name || addressName(location), taken);
  const known = deps.store.getState().document.sources[relation];
  return { relation, ...files, entry: { ...known, location, connection, size: sizeBytes } };
}

type NamedFilesOf = Omit<NamedFiles, "relation"> & { sizeBytes: number };

/** The relations of one file: some files hold several. */
async function fileTables(
  deps: WaysDeps,
  location: string,
  connection: string,
  name: string,
  { file, sizeBytes }: NamedFilesOf,
  before: readonly string[],
): Promise<NewTable[]> {
  const known = absentFrom(deps, location);
  if (known !== null && name === "") {
    const entry = { ...deps.store.getState().document.sources[known], location, connection, size: sizeBytes };
    return [{ relation: known, file, entry }];
  }
  const taken = [...before];
  const made = await deps.sourcesOf([file], name === "" ? undefined : [name]);
  return made.map(({ relation, entry }) => {
    const { fingerprint: _, ...rest } = entry;
    const free = taken.includes(relation) ? relationNameFor(deps.store, relation, taken) : relation;
    taken.push(free);
    return { relation: free, file, entry: { ...rest, location, connection } };
  });
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

function failure(message: string, hint?: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "file", message, ...(hint === undefined ? {} : { hint }) } };
}

function tooManyNames(count: number): { ok: false; error: EngineError } {
  return failure(
    `These ${count.toLocaleString("en")} have no pattern in common that names no others.`,
    "Choose a whole prefix, or give a pattern such as events/2024-*.csv.",
  );
}

function tooManyRelations(count: number): { ok: false; error: EngineError } {
  return failure(
    `That would make ${count.toLocaleString("en")} relations at once; ${mostRelations} is the most.`,
    "Add them as one relation, or choose fewer.",
  );
}
