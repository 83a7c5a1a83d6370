import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatsEntry } from "../convert/loadFormats.mjs";
import { buildRunner, packedFolder } from "../run/loadRunner.mjs";
import { licenceTexts } from "./licenceTexts.mjs";

/**
 * Makes what the package has beside `out/` and `bin/`, in `dist/`: the runner and the notebook formats as bundles, so that
 * nothing is compiled where the package is installed, and the licences of what went into them and into the app.
 * @param {string} root the project's root
 */
export async function buildPackage(root) {
  const dist = join(root, "dist");
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const folder = join(root, packedFolder);
  const { runner, cellThread } = await buildRunner(root, folder);
  // Without the times of the sources, which are not there.
  await writeFile(join(folder, "built.json"), `${JSON.stringify({ runner, cellThread })}\n`);
  const { build } = await import("esbuild");
  await build({
    stdin: { contents: formatsEntry, resolveDir: root, loader: "ts" },
    outfile: join(dist, "formats.mjs"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "node20",
    legalComments: "none",
    logLevel: "error",
  });
  await writeFile(join(dist, "THIRD-PARTY-LICENSES.txt"), await licenceTexts(root));
}
