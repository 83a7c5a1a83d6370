import { failedReceipt } from "../../engine/failedReceipt.ts";
import type { EngineError } from "../../engine/protocol.ts";
import { isInBucket } from "../../relink/isInBucket.ts";
import { TrafficMeter } from "../../run/TrafficMeter.ts";

import type { S3 } from "../../s3/s3.ts";
import type { NamedFiles } from "../engineLife.ts";
import type { SourceView } from "../state.ts";
import { bucketFiles } from "./bucketFiles.ts";
import type { WaysDeps } from "./waysIn.ts";

/** Sources of buckets that the open notebook names and that have no data. */
export function missingInBuckets({ store }: WaysDeps): string[] {
  const { document, sources } = store.getState();
  return sources
    .filter(({ relation, status }) => {
      const location = document.sources[relation]?.location ?? "";
      return isInBucket(location) && (status === "missing" || status === "failed");
    })
    .map(({ relation }) => relation);
}

/**
 * Loads sources of buckets that the notebook names, as far as the connections that were given to it reach them.
 * Those that nothing reaches stay as they are; what else goes wrong is shown at its source.
 */
export async function attachS3(
  deps: WaysDeps,
  relations: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const { store, editing, platform } = deps;
  if (relations.length === 0) return;
  const s3 = await platform.s3();
  const { notebookId, document } = store.getState();
  const isCurrent = () => store.getState().notebookId === notebookId;
  const found: NamedFiles[] = [];
  for (const relation of relations) {
    const entry = document.sources[relation];
    const connection = entry && (await s3.connectionFor(notebookId, entry.location));
    if (!entry || !connection) continue;
    const place = { s3, notebookId, connection: connection.name, signal };
    const files = await bucketFiles(place, entry.location);
    if (!isCurrent()) return;
    if (!files.ok) {
      if (files.error.code !== "cancelled") showFailed(deps, relation, files.error);
      continue;
    }
    const { sizeBytes: size, ...named } = files.value;
    if (entry.size !== size || entry.connection !== connection.name)
      editing.amend({
        type: "setSourceEntry",
        name: relation,
        entry: { ...entry, connection: connection.name, size },
      });
    found.push({ relation, ...named });
  }
  if (found.length > 0) await attachMeasured(deps, s3, found, signal);
}

/** Loads files of buckets as sources that the notebook names, and notes at each source what its load fetched. */
export async function attachMeasured(
  deps: WaysDeps,
  s3: S3,
  named: readonly NamedFiles[],
  signal: AbortSignal,
): ReturnType<WaysDeps["attach"]> {
  const { store, engine } = deps;
  const { notebookId } = store.getState();
  const waiting = named.map(({ relation }) => relation);
  const meter = new TrafficMeter();
  let measuring: Promise<() => Promise<void>> = Promise.resolve(async () => undefined);
  // The engine loads one after the other, so that the first without a result is the one that is fetching.
  const measureNext = () => {
    const relation = waiting.shift();
    if (relation === undefined) return;
    measuring = measuring.then(async (end) => {
      await end();
      return meter.begin(s3, notebookId, (traffic) =>
        change(deps, relation, (view) => ({ ...view, traffic })),
      );
    });
  };
  const isThrough = (relation: string | undefined) => {
    const view = store.getState().sources.find((source) => source.relation === relation);
    return view !== undefined && view.status !== "loading" && view.progress === null;
  };
  const stop = () => {
    for (const { relation } of named) void engine.stopLoad(relation);
  };
  signal.addEventListener("abort", stop);
  let current = waiting[0];
  measureNext();
  // Before anything is fetched.
  await measuring;
  const loading = deps.attach(named);
  const unwatch = store.subscribe(() => {
    while (current !== undefined && isThrough(current)) {
      current = waiting[0];
      if (current !== undefined) measureNext();
    }
  });
  try {
    return await loading;
  } finally {
    signal.removeEventListener("abort", stop);
    unwatch();
    await (await measuring)();
  }
}

/** Shows at a source why its files could not be had. */
export function showFailed(deps: WaysDeps, relation: string, { message, hint }: EngineError): void {
  change(deps, relation, (view) => {
    const text = [message, hint].filter(Boolean).join(" ");
    return {
      ...view,
      status: "failed",
      progress: null,
      receipt: failedReceipt(view.file, relation, 0, text),
    };
  });
}

function change({ store }: WaysDeps, relation: string, apply: (view: SourceView) => SourceView): void {
  store.setState(({ sources }) => ({
    sources: sources.map((view) => (view.relation === relation ? apply(view) : view)),
  }));
}
