import type { SourceView } from "../state.ts";

/** A source that the notebook names and whose file is not here. `id` is unique among sources and below 0. */
export function missingSource(relation: string, location: string, id: number): SourceView {
  return {
    id,
    file: fileNameOf(location),
    relation,
    status: "missing",
    columns: [],
    receipt: null,
    progress: null,
  };
}

/** The file's name where a location is a file or a sample, else the location as it is. */
export function fileNameOf(location: string): string {
  return location.replace(/^(?:file|sample):/, "");
}
