import type { ExportFormat } from "../engine/protocol.ts";
import type { DataDeps } from "./dataCommands.ts";
import { notify } from "./notices.ts";

/** Writes a relation to a file that the user picks, or to the browser's downloads, and says how much it came to. */
export async function exportToDisk(
  { platform, store, engine }: DataDeps,
  name: string,
  format: ExportFormat,
  options: Record<string, unknown>,
): Promise<void> {
  const fileName = `${name}.${format}`;
  const handle = await platform.pickSaveTarget(fileName);
  if (handle === "cancelled") return;
  const target = handle
    ? { kind: "handle" as const, handle }
    : { kind: "opfs" as const, fileName: `${crypto.randomUUID()}.${format}` };
  const answer = await engine.api.exportRelation(name, format, target, options, () => undefined);
  if (!answer.ok) {
    notify(store, "error", `${fileName} was not written: ${answer.error.message}`);
    return;
  }
  const { rows, bytes, file, notes } = answer.value;
  if (file) platform.download(file, fileName);
  const counted = `${rows.toLocaleString("en")} rows, ${bytes.toLocaleString("en")} bytes`;
  notify(store, "info", [`${fileName} written: ${counted}.`, ...notes].join(" "));
}
