import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { scriptHash } from "../build/scriptHashes.mjs";
import { inlinedBundle } from "./inlinedBundle.mjs";
import { insideHtml } from "./insideHtml.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** One sheet and one script, both inside: the page may load nothing, wherever it is shown. */
function page(script, sheet) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Notebook</title>
<style>${sheet}</style>
</head>
<body>
<div id="embed"></div>
<noscript>Eider shows notebooks in your browser and needs JavaScript to do so.</noscript>
<script>${script}</script>
</body>
</html>
`;
}

/** Formulas without KaTeX's sheet and fonts, which would have to be loaded. */
const mathWithoutFonts = {
  name: "math-without-fonts",
  setup({ onResolve }) {
    onResolve({ filter: /\/renderMath\.ts$/ }, () => ({
      path: join(root, "components/embed/renderMathMl.ts"),
    }));
  },
};

/**
 * Builds the page that shows a link's notebook inside other pages, embed/index.html.
 * @param {string} outDir
 * @returns {Promise<{ path: string, hashes: string[] }>} hashes: CSP sources of its one script
 */
export async function buildEmbed(outDir) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, "app/embed/main.tsx")],
    outdir: join(outDir, "embed"),
    ...inlinedBundle,
    plugins: [mathWithoutFonts],
  });
  const textOf = (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  const script = insideHtml(textOf(".js"));
  const sheet = textOf(".css").replaceAll("</", "<\\/").trim();
  const path = join(outDir, "embed/index.html");
  await mkdir(join(outDir, "embed"), { recursive: true });
  await writeFile(path, page(script, sheet));
  return { path, hashes: [scriptHash(script)] };
}
