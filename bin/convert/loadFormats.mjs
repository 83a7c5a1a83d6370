import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

const entry = `
export { readNotebook } from "./lib/formats/readNotebook.ts";
export { writeNotebook } from "./lib/formats/writeNotebook.ts";
export { formatNames, notebookFormatOf } from "./lib/formats/notebookFormat.ts";
export { assetsFileName } from "./lib/formats/notebookAssets.ts";
`;

let loading = null;

/**
 * The notebook formats of lib/, which are TypeScript that Node cannot read by itself. They are bundled whole and in
 * memory at each start (a tenth of a second): nothing has to be built before, and two conversions at once share no file.
 */
export function loadFormats() {
  loading ??= bundleFormats();
  return loading;
}

async function bundleFormats() {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    // Not "node": the packages then come as modules, and none of them asks Node for anything.
    platform: "browser",
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
