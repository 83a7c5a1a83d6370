import type { Cell, CellId, NotebookDocument } from "../../notebook/document.ts";
import { shownParam } from "../../params/shownParam.ts";
import { escapeHtml } from "../escapeHtml.ts";
import { carriedId } from "../ipynb/cellIds.ts";
import { multilineText } from "../ipynb/multilineText.ts";
import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import { assetsOf, type CellAssets, type NotebookAssets } from "../notebookAssets.ts";
import type { ShownResult, ShownResults } from "../shownResult.ts";
import { codeHtml } from "./codeHtml.ts";
import { markdownHtml } from "./markdownHtml.ts";
import { keptOutputHtml, resultHtml } from "./outputHtml.ts";
import { pageStyle } from "./pageStyle.ts";

/** What makes a page one that works: our own markup and scripts, in which every text of the notebook is escaped. */
export interface LiveParts {
  /** What stands in the place of what a cell showed. */
  readonly shown: ReadonlyMap<CellId, string>;
  /** Behind all cells, before the scripts. */
  readonly foot: string;
  /** Beside the page's own style. */
  readonly style: string;
  readonly scripts: readonly string[];
}

/** What is shown beside the notebook's own text. */
export interface StaticHtmlOptions {
  readonly assets?: NotebookAssets | null;
  readonly results?: ShownResults;
  readonly live?: LiveParts | null;
}

/**
 * The notebook as one page that needs nothing else: prose, code and the results that are given. It has no script but those
 * of `live`, and its policy allows no other, nor anything from elsewhere.
 */
export async function exportStaticHtml(
  document: NotebookDocument,
  { assets = null, results, live = null }: StaticHtmlOptions = {},
): Promise<string> {
  const title = document.title || "Notebook";
  const cells = document.cells.map((cell) =>
    cellHtml(
      cell,
      assetsOf(assets, carriedId(cell) ?? ""),
      results?.get(cell.id),
      live?.shown.get(cell.id) ?? null,
    ),
  );
  const style = pageStyle + (live?.style ?? "");
  const scripts = live?.scripts ?? [];
  const hashes = await Promise.all(scripts.map(async (script) => `'sha256-${await hashOf(script)}'`));
  const allowed = hashes.length > 0 ? ` script-src ${hashes.join(" ")};` : "";
  const policy = `default-src 'none'; style-src 'sha256-${await hashOf(style)}';${allowed} img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Eider">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${saysTitle(document) ? "" : `<h1>${escapeHtml(title)}</h1>\n`}${cells.join("\n")}
</main>${live ? `\n${live.foot}` : ""}${scripts.map((script) => `\n<script>${script}</script>`).join("")}
</body>
</html>
`;
}

/** Whether the page needs no title above it: it has none, or begins with a heading of the same words. */
function saysTitle({ title, cells: [first] }: NotebookDocument): boolean {
  if (title === "") return true;
  const heading = first?.kind === "md" ? /^#[ \t]+(.*)/.exec(first.source)?.[1] : undefined;
  return heading?.trim() === title;
}

function cellHtml(
  cell: Cell,
  assets: CellAssets,
  results: readonly ShownResult[] | undefined,
  live: string | null,
): string {
  const { kind, name, source } = cell;
  if (kind === "md") return markdownHtml(withAttachments(source, assets.attachments ?? {}));
  const param = kind === "input" ? shownParam(cell) : null;
  if (param)
    return `<p class="param"><span class="quiet">${escapeHtml(param.label)}</span> <strong>${escapeHtml(param.value)}</strong></p>`;
  const kept = () => (live === null ? (assets.outputs ?? []).map(keptOutputHtml).filter(Boolean) : []);
  const shown = [...(live === null ? [] : [live]), ...(results?.map(resultHtml) ?? kept())];
  const options = Object.entries(cell.options).map(([key, value]) => ` ${key}=${value}`);
  const label = `${kind} ${name}${options.join("")}`;
  return `<section class="cell" aria-label="${escapeHtml(`Cell ${name}`)}">
<header>${escapeHtml(label)}</header>
${codeHtml(source, kind)}${shown.length === 0 ? "" : `\n<div class="shown">${shown.join("\n")}</div>`}
</section>`;
}

/** Pictures that a Jupyter notebook carries for its Markdown, in the place of their names. */
function withAttachments(source: string, attachments: JsonObject): string {
  return source.replace(/\]\(attachment:([^)\s]+)/g, (whole, name: string) => {
    const media = attachments[name] ?? attachments[decoded(name)];
    for (const [type, data] of Object.entries(isJsonObject(media) ? media : {})) {
      const bytes = multilineText(data)?.replace(/\s/g, "");
      if (/^image\/(?:png|jpeg|gif|webp)$/.test(type) && bytes) return `](data:${type};base64,${bytes}`;
    }
    return whole;
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not an encoded name, then.
    return name;
  }
}

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...bytes));
}
