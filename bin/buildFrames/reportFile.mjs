import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inlinedBundle } from "./inlinedBundle.mjs";
import { insideHtml } from "./insideHtml.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Builds the scripts that a notebook saved with its data carries inside, report/tables.js and report/charts.js: as they are
 * to stand in a page, which allows them by their hashes.
 * @param {string} outDir
 */
export async function buildReportFile(outDir) {
  await mkdir(join(outDir, "report"), { recursive: true });
  for (const name of ["tables", "charts"]) {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [join(root, `workers/reportFile/${name}.ts`)],
      ...inlinedBundle,
    });
    await writeFile(join(outDir, `report/${name}.js`), insideHtml(outputFiles[0].text));
  }
}
