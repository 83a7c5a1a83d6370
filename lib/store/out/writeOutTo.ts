import type { Outcome, RunId } from "../../engine/protocol.ts";
import { waitFor } from "../../remote/waitFor.ts";
import { runIdBeside } from "../../run/runIdBeside.ts";
import type { OutProgress, WriteOutPlan, WriteOutResult, WriteOutTarget } from "../../writeOut/plan.ts";
import { s3Store } from "../../writeOut/s3Store.ts";
import { serveStore } from "../../writeOut/storePort.ts";
import type { DataDeps } from "../dataCommands.ts";

/** Progress of a write-out, and its end before it is whole. */
export interface OutWatch {
  onProgress?: (progress: OutProgress) => void;
  signal?: AbortSignal;
  /** What the engine's `cancel` stops it by, where somebody else knows it. */
  runId?: RunId;
}

/**
 * Has the engine write files, wherever they go; to a bucket through this page, which alone may write there, for as long as
 * this takes. All of it is there in the end, or nothing.
 */
export async function writeOutTo(
  { platform, engine }: Pick<DataDeps, "platform" | "engine">,
  plan: WriteOutPlan,
  target: WriteOutTarget,
  { onProgress = () => undefined, signal, runId = runIdBeside() }: OutWatch = {},
): Promise<Outcome<WriteOutResult>> {
  const stop = () => void engine.api.cancel(runId);
  signal?.addEventListener("abort", stop);
  try {
    if (target.kind !== "s3") return await engine.api.writeOut(plan, target, onProgress, runId);
    const opened = await (await platform.s3()).openWriting(target.connection);
    if (!opened.ok) return opened;
    const { way, giveBack } = opened.value;
    const { port1, port2 } = new MessageChannel();
    const { prefix, overwrite } = target;
    const store = s3Store(way, { prefix, overwrite, wait: waitFor, ...(signal ? { signal } : {}) });
    const served = serveStore(port1, store);
    try {
      const answer = await engine.api.writeOut(plan, target, onProgress, runId, port2);
      // An engine that died can take nothing back.
      if (!answer.ok && !served.isOver) await store.undo();
      return answer;
    } finally {
      port1.close();
      giveBack();
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
