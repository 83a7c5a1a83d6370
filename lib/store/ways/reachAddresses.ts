import type { EngineError } from "../../engine/protocol.ts";
import { isInBucket } from "../../relink/isInBucket.ts";
import { addressName } from "../../s3/addressName.ts";
import { askedFolder } from "../../s3/bucketPath.ts";
import { namedAddresses } from "../../sql/namedAddresses.ts";
import { lineColumnAt } from "../../sql/textEdits.ts";
import { relationNameFor } from "../documentCommands.ts";
import { attachMeasured, attachS3 } from "./attachS3.ts";
import { bucketFiles } from "./bucketFiles.ts";
import type { WaysDeps } from "./waysIn.ts";

/**
 * Makes sources of the addresses in buckets that a cell's SQL reads and that are none yet, where a connection of the
 * notebook reaches them. Answers why the cell cannot run, with the place in its text; null where it can.
 */
export async function reachAddresses(
  deps: WaysDeps,
  sql: string,
  signal: AbortSignal,
): Promise<EngineError | null> {
  const seen = new Set<string>();
  for (const { address, start, end } of namedAddresses(sql)) {
    if (!isInBucket(address) || seen.has(address)) continue;
    seen.add(address);
    const error = await reach(deps, address, signal);
    if (signal.aborted) return { code: "cancelled", message: "Stopped." };
    if (error) return { ...error, ...lineColumnAt(sql, start), length: end - start };
  }
  return null;
}

async function reach(deps: WaysDeps, address: string, signal: AbortSignal): Promise<EngineError | null> {
  const { store, engine, editing, platform } = deps;
  const { notebookId, document } = store.getState();
  const isThere = (relation: string) =>
    store.getState().sources.find((source) => source.relation === relation)?.status === "ready";
  const known = Object.keys(document.sources).find(
    (relation) => document.sources[relation]?.location === address,
  );
  if (known !== undefined) {
    await engine.ready();
    if (isThere(known)) return null;
  }
  const s3 = await platform.s3();
  const connection = await s3.connectionFor(notebookId, address);
  if (!connection) return unreached(address);
  if (known !== undefined) {
    await attachS3(deps, [known], signal);
    return isThere(known) ? null : whyNot(deps, known, address);
  }
  const files = await bucketFiles({ s3, notebookId, connection: connection.name, signal }, address);
  if (!files.ok) return { ...files.error, unreached: address };
  if (store.getState().notebookId !== notebookId) return { code: "cancelled", message: "Stopped." };
  const { sizeBytes: size, ...found } = files.value;
  const relation = relationNameFor(store, addressName(address), []);
  const entry = { location: address, connection: connection.name, size };
  // Found out by running, so that undo takes back what was typed and not this.
  editing.amend({ type: "setSourceEntry", name: relation, entry });
  await attachMeasured(deps, s3, [{ relation, ...found }], signal);
  return isThere(relation) ? null : whyNot(deps, relation, address);
}

/** What no connection of the notebook leads to. */
function unreached(address: string): EngineError {
  return {
    code: "file",
    message: `No connection of this notebook reaches ${address}.`,
    hint: `Choose or enter a connection to ${askedFolder(address)}, then run the cell again.`,
    unreached: address,
  };
}

function whyNot({ store }: WaysDeps, relation: string, address: string): EngineError {
  const receipt = store.getState().sources.find((source) => source.relation === relation)?.receipt;
  const message = receipt?.error ?? `${address} could not be loaded.`;
  return { code: "file", message, unreached: address };
}
