import type { Outcome } from "../../engine/protocol.ts";
import type { Connection } from "../../s3/connection.ts";
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
 * The connection by which a notebook may write below a prefix: of those that its user gave it, the one that it names, or
 * the only one that reaches there. What a notebook says alone opens no bucket.
 */
async function connectionOf(
  { platform, store }: OutTargetsDeps,
  bucket: string,
  prefix: string,
  wanted: string | null,
): Promise<Outcome<string>> {
  const s3 = await platform.s3();
  const given = s3.bound(store.getState().notebookId);
  const all = (await s3.connections()).filter(({ name }) => given.includes(name));
  const reaches = (one: Connection) => one.bucket === bucket && prefix.startsWith(one.prefix);
  const found = all.filter((one) => reaches(one) && (wanted === null || one.name === wanted));
  const place = `s3://${bucket}/${prefix}`;
  const failed = (message: string, hint: string): Outcome<never> => ({
    ok: false,
    error: { code: "sql", message, hint },
  });
  const [first] = found;
  if (first === undefined)
    return failed(
      `No connection ${wanted === null ? "of this notebook" : `“${wanted}” of this notebook`} reaches ${place}.`,
      "Give it one under S3 in the Data panel.",
    );
  if (found.length > 1)
    return failed(
      `Several connections of this notebook reach ${place}.`,
      `Name one: connection: ${found.map(({ name }) => name).join(" or ")}.`,
    );
  if (first.access.kind !== "keys")
    return failed(
      `The connection “${first.name}” has no keys to write with.`,
      "Give it keys in the Data panel.",
    );
  return { ok: true, value: first.name };
}
