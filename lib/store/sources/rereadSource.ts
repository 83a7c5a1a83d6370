import type { SourceOptions } from "../../engine/protocol.ts";
import type { ReadingOptions } from "../../engine/sourcePreview.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import type { DataDeps } from "../dataCommands.ts";
import { leanReading } from "./leanReading.ts";

interface RereadDeps extends Pick<DataDeps, "store" | "engine" | "editing" | "markReadersStale"> {
  /** Loads files as sources, with their receipts and notices. */
  attach: ReturnType<typeof import("../dataCommands.ts").createDataCommands>["attach"];
}

/**
 * Writes into the notebook how a source is to be read, as one step of undo, and loads its file again under the same
 * name; null goes back to what is found out. No cell runs. Answers an error sentence where it cannot, else null.
 */
export async function rereadSource(
  deps: RereadDeps,
  relation: string,
  how: ReadingOptions | null,
): Promise<string | null> {
  const { store, engine, editing, markReadersStale, attach } = deps;
  const source = store.getState().sources.find((candidate) => candidate.relation === relation);
  const files = source && engine.filesOf(source.id);
  if (!source || !files) return `The file of "${relation}" is not attached.`;
  const { file } = files;
  const before = store.getState().document.sources[relation];
  const reading =
    how === null
      ? { options: await partOptions(deps, file, before?.options ?? {}) }
      : await leanReading((tried) => engine.api.preview(file, tried), how, before ?? {});
  // The notebook may have changed meanwhile.
  const { document, sources } = store.getState();
  const current = sources.find((candidate) => candidate.relation === relation);
  if (!current) return `There is no source "${relation}" any more.`;
  const known = document.sources[relation] ?? { location: `file:${file.name}` };
  // Read otherwise it has other columns, and that is what is wanted.
  const { format: _, options: __, columns: ___, ...rest } = known;
  const { format, options = {} } = reading;
  const entry: SourceEntry = {
    ...rest,
    ...(format && { format }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  markReadersStale([relation]);
  editing.apply({ type: "setSourceEntry", name: relation, entry });
  if (current.status === "loading" || current.progress !== null) await engine.stopLoad(relation);
  await attach([{ ...files, relation }]);
  return null;
}

/** Of a source's options those that say which part of its file it is, such as a sheet: these are not found out. */
async function partOptions(
  { engine }: RereadDeps,
  file: File,
  options: SourceOptions,
): Promise<SourceOptions> {
  const parts = await engine.inspect(file);
  if (!parts.ok) return {};
  const own = parts.value.find((part) =>
    Object.entries(part.options).every(([key, value]) => options[key] === value),
  );
  return own?.options ?? {};
}
