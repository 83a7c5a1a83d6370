import type { FilePart } from "../../engine/protocol.ts";
import { notify } from "../notices.ts";
import { sourcesOfFiles } from "../sources/sourcesOfFiles.ts";
import type { WaysDeps } from "./waysIn.ts";

type Deps = Pick<WaysDeps, "store" | "editing" | "engine" | "attach"> & {
  removeSource(relation: string): void;
};

/** Says that a file holds more tables than are loaded unasked, and offers to load them all. */
export function offerAllTables(deps: Deps, file: File, parts: readonly FilePart[]): void {
  const many = parts.length.toLocaleString("en");
  const files = parts.reduce((sum, part) => sum + (part.files ?? 1), 0);
  const made = files > parts.length ? ` of ${files.toLocaleString("en")} files` : "";
  const text = `${file.name} holds ${many} tables${made}. So many are loaded only when you say so.`;
  const run = () => void deps.engine.whileLoading(loadAll(deps, file, parts));
  notify(deps.store, "warning", text, { label: `Load all ${many}`, run });
}

async function loadAll(deps: Deps, file: File, parts: readonly FilePart[]): Promise<void> {
  const { store, editing } = deps;
  // The one source that stood for them all.
  for (const [relation, { location, options }] of Object.entries(store.getState().document.sources)) {
    if (location === `file:${file.name}` && options === undefined) deps.removeSource(relation);
  }
  const named = await sourcesOfFiles(store, async () => [...parts], [file]);
  editing.apply(named.map(({ relation, entry }) => ({ type: "setSourceEntry", name: relation, entry })));
  await deps.attach(named);
}
