import type { EngineError } from "../../engine/protocol.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import { addressName } from "../../s3/addressName.ts";
import { escapeKey } from "../../s3/bucketPath.ts";
import { keyPattern } from "../../s3/keyPattern.ts";
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
  /** Objects that were chosen, with the keys beside them that were not; or a pattern of keys. */
  what: { objects: readonly S3Object[]; beside: readonly string[] } | { pattern: string };
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
  const made = await tables(deps, s3, request, connection.bucket, watch.signal);
  if (!Array.isArray(made)) return made;
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
): Promise<NewTable[] | EngineError> {
  const place = { s3, notebookId: deps.store.getState().notebookId, connection, signal };
  const locationOf = (pattern: string) => `s3://${bucket}/${pattern}`;
  if ("pattern" in what && asOne) {
    const location = locationOf(what.pattern);
    const files = await bucketFiles(place, location);
    return files.ok ? [oneTable(deps, location, connection, name, files.value)] : files.error;
  }
  let objects: readonly S3Object[];
  if ("pattern" in what) {
    const expanded = await s3.expand(place.notebookId, locationOf(what.pattern), signal);
    if (!expanded.ok) return expanded.error;
    objects = expanded.value.filter(({ key }) => !key.endsWith("/"));
  } else objects = what.objects;
  if (asOne && objects.length > 1) {
    const beside = "beside" in what ? what.beside : [];
    const pattern = keyPattern(
      objects.map(({ key }) => key),
      beside,
    );
    if (pattern === null) return tooManyNames(objects.length);
    const location = locationOf(pattern);
    const files = await objectFiles(place, location, objects);
    return files.ok ? [oneTable(deps, location, connection, name, files.value)] : files.error;
  }
  if (objects.length === 0) return { code: "file", message: "Nothing was chosen, so nothing was added." };
  if (objects.length > mostRelations) return tooManyRelations(objects.length);
  const made: NewTable[] = [];
  for (const object of objects) {
    const location = locationOf(escapeKey(object.key));
    const files = await objectFiles(place, location, [object]);
    if (!files.ok) return files.error;
    made.push(
      ...(await fileTables(deps, location, connection, objects.length === 1 ? name : "", files.value, made)),
    );
  }
  return made;
}

/** One relation of many files. */
function oneTable(
  deps: WaysDeps,
  location: string,
  connection: string,
  name: string,
  { sizeBytes, ...files }: NamedFilesOf,
): NewTable {
  const relation =
    absentFrom(deps, location) ?? relationNameFor(deps.store, name || addressName(location), []);
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
  before: readonly NewTable[],
): Promise<NewTable[]> {
  const known = absentFrom(deps, location);
  if (known !== null && name === "") {
    const entry = { ...deps.store.getState().document.sources[known], location, connection, size: sizeBytes };
    return [{ relation: known, file, entry }];
  }
  const taken = before.map(({ relation }) => relation);
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

function tooManyNames(count: number): EngineError {
  return {
    code: "file",
    message: `These ${count.toLocaleString("en")} objects have no pattern in common that names no others.`,
    hint: "Choose a whole prefix, or give a pattern such as events/2024-*.csv.",
  };
}

function tooManyRelations(count: number): EngineError {
  return {
    code: "file",
    message: `That would make ${count.toLocaleString("en")} relations at once; ${mostRelations} is the most.`,
    hint: "Add them as one relation, or choose fewer.",
  };
}
