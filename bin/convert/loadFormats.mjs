import { isInstalled } from "../setup/isInstalled.mjs";

/** What a bundle of the formats exports, as a module at the project's root. */
export const formatsEntry = `
export { readNotebook } from "./lib/formats/readNotebook.ts";
export { writeNotebook } from "./lib/formats/writeNotebook.ts";
export { formatNames, notebookFormatOf } from "./lib/formats/notebookFormat.ts";
export { assetsFileName } from "./lib/formats/notebookAssets.ts";
`;

let loading = null;

async function load() {
  if (isInstalled) return import(new URL("../../dist/formats.mjs", import.meta.url).href);
  const { importInMemory } = await import("../bundle/importInMemory.mjs");
  return importInMemory(formatsEntry);
}

/** The notebook formats of lib/: bundled at the first call, or as the package brings them. */
export function loadFormats() {
  loading ??= load();
  return loading;
}
