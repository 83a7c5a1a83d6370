import type { Outcome } from "../../engine/protocol.ts";
import { reaches } from "../../s3/reaches.ts";
import type { AppStore } from "../appStore.ts";
import type { EngineLife } from "../engineLife.ts";
import type { Platform } from "../platform.ts";
import { aboutNotebook } from "./aboutNotebook.ts";
import { OutTargets } from "./outTargets.ts";
import { writeOutTo } from "./writeOutTo.ts";

export interface OutTargetsDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
}

/** Where the export cells of this page write, and how. */
export function createOutTargets(deps: OutTargetsDeps): OutTargets {
  const { platform, store } = deps;
  return new OutTargets({
    platform,
    store,
    connectionOf: (...asked) => connectionOf(deps, ...asked),
    put: async (connection, key, text) =>
      (await platform.s3()).upload({
        connection,
        key,
        body: new Blob([text]).stream(),
        contentType: "application/json",
        mayOverwrite: true,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      }),
    about: () => aboutNotebook(store.getState(), platform.version),
    send: (plan, target, onProgress, runId) => writeOutTo(deps, plan, target, { onProgress, runId }),
  });
}

/**
 * The connection by which a notebook may write at an address: of those that its user gave it, the one that it names, or
 * that which reaches there the closest. What a notebook says alone opens no bucket.
 */
async function connectionOf(
  { platform, store }: OutTargetsDeps,
  address: string,
  wanted: string | null,
): Promise<Outcome<string>> {
  const s3 = await platform.s3();
  const { notebookId } = store.getState();
  const named = async () => {
    const isGiven = wanted !== null && s3.bound(notebookId).includes(wanted);
    const found = isGiven ? (await s3.connections()).find(({ name }) => name === wanted) : undefined;
    return found && reaches(found, address) ? found : null;
  };
  const found = wanted === null ? await s3.connectionFor(notebookId, address) : await named();
  if (!found)
    return failed(
      `No connection ${wanted === null ? "of this notebook" : `“${wanted}” of this notebook`} reaches ${address}.`,
      "Give it one under S3 in the Data panel.",
    );
  if (found.access.kind === "keys") return { ok: true, value: found.name };
  return failed(
    `The connection “${found.name}” has no keys to write with.`,
    "Give it keys in the Data panel.",
  );
}

function failed(message: string, hint: string): Outcome<never> {
  return { ok: false, error: { code: "sql", message, hint } };
}
