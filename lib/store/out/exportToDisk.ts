import type { ExportFormat } from "../../engine/protocol.ts";
import { runIdBeside } from "../../run/runIdBeside.ts";
import type { DataDeps } from "../dataCommands.ts";
import { notify } from "../notices.ts";

/** Progress of an export, and its end before it is whole. */
export interface ExportWatch {
  onProgress?: (rowsDone: number, rowsTotal: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes a relation to a file that the user picks, or to the browser's downloads, and says how much it came to. Whether it
 * was written.
 */
export async function exportToDisk(
  { platform, store, engine }: DataDeps,
  name: string,
  format: ExportFormat,
  options: Record<string, unknown>,
  watch: ExportWatch = {},
): Promise<boolean> {
  const fileName = `${name}.${format}`;
  const handle = await platform.pickSaveTarget(fileName);
  if (handle === "cancelled") return false;
  const target = handle
    ? { kind: "handle" as const, handle }
    : { kind: "opfs" as const, fileName: `${crypto.randomUUID()}.${format}` };
  const { onProgress = () => undefined, signal } = watch;
  const runId = runIdBeside();
  const stop = () => void engine.api.cancel(runId);
  signal?.addEventListener("abort", stop);
  const answer = await engine.api.exportRelation(name, format, target, options, onProgress, runId);
  signal?.removeEventListener("abort", stop);
  if (!answer.ok) {
    if (signal?.aborted) notify(store, "info", `${fileName} was not written: it was stopped.`);
    else notify(store, "error", `${fileName} was not written: ${answer.error.message}`);
    return false;
  }
  const { rows, bytes, file, notes } = answer.value;
  if (file) platform.download(file, fileName);
  const counted = `${rows.toLocaleString("en")} rows, ${bytes.toLocaleString("en")} bytes`;
  notify(store, "info", [`${fileName} written: ${counted}.`, ...notes].join(" "));
  return true;
}
