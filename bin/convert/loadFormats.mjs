import { importInMemory } from "../bundle/importInMemory.mjs";

const entry = `
export { readNotebook } from "./lib/formats/readNotebook.ts";
export { writeNotebook } from "./lib/formats/writeNotebook.ts";
export { formatNames, notebookFormatOf } from "./lib/formats/notebookFormat.ts";
export { assetsFileName } from "./lib/formats/notebookAssets.ts";
`;

let loading = null;

/** The notebook formats of lib/, bundled at the first call. */
export function loadFormats() {
  loading ??= importInMemory(entry);
  return loading;
}
