import type { AppState } from "../store/state.ts";

/**
 * The relation of a source as SQL names its file (whatever folders are written before it) or its address, as the engine
 * finds it (workers/engine/sources.ts); null where there is none.
 */
export function relationOfFile(
  path: string,
  { document, sources }: Pick<AppState, "document" | "sources">,
): string | null {
  if (path.includes("://")) {
    const isThere = (relation: string) => sources.some((source) => source.relation === relation);
    const found = Object.entries(document.sources).find(
      ([relation, { location }]) => location === path && isThere(relation),
    );
    return found?.[0] ?? null;
  }
  const wanted = baseName(path);
  return sources.find(({ file }) => baseName(file) === wanted)?.relation ?? null;
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, "").toLowerCase();
}
