import type { Outcome } from "../../engine/protocol.ts";
import type { ReadingOptions, SourcePreview } from "../../engine/sourcePreview.ts";
import type { AppStore } from "../appStore.ts";
import type { EngineLife } from "../engineLife.ts";

/** What the file of a source would become, read so. */
export async function previewSource(
  { store, engine }: { store: AppStore; engine: EngineLife },
  relation: string,
  how: ReadingOptions,
): Promise<Outcome<SourcePreview>> {
  const source = store.getState().sources.find((candidate) => candidate.relation === relation);
  const file = source && engine.fileOf(source.id);
  if (file) return engine.api.preview(file, how);
  return { ok: false, error: { code: "file", message: `The file of "${relation}" is not attached.` } };
}
