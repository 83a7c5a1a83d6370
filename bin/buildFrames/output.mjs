import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { scriptHash } from "../build/scriptHashes.mjs";
import { inlinedBundle } from "./inlinedBundle.mjs";
import { insideHtml } from "./insideHtml.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The page of the frame: one sheet, one script, both inside, since the frame may load nothing. */
function page(script, sheet) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Output</title>
<style>${sheet}</style>
</head>
<body>
<script>${script}</script>
</body>
</html>
`;
}

async function bundle(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    ...inlinedBundle,
  });
  return outputFiles[0].text;
}

/**
 * Builds the frame that draws charts and HTML, output/index.html.
 * @param {string} outDir
 * @returns {Promise<{ path: string, hashes: string[] }>} hashes: CSP sources of its one script
 */
export async function buildOutput(outDir) {
  const script = insideHtml(await bundle("workers/output/main.ts"));
  const sheet = (await bundle("workers/output/frame.css")).replaceAll("</", "<\\/").trim();
  const path = join(outDir, "output/index.html");
  await mkdir(join(outDir, "output"), { recursive: true });
  await writeFile(path, page(script, sheet));
  return { path, hashes: [scriptHash(script)] };
}
