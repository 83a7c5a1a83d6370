import { renderToString } from "katex";
import type { Block, Inline, ListItem } from "../../markdown/markdownTree.ts";
import { parseMarkdown } from "../../markdown/parseMarkdown.ts";
import { escapeHtml } from "../escapeHtml.ts";

/** Markdown as HTML in which every piece of the text is escaped, so that nothing in it can be markup of its own. */
export function markdownHtml(text: string): string {
  const { blocks, note } = parseMarkdown(text);
  return (note === null ? "" : `<p class="note">${escapeHtml(note)}</p>\n`) + blocksHtml(blocks);
}

function blocksHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join("\n");
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${inlineHtml(block.children)}</p>`;
    case "line":
      return inlineHtml(block.children);
    case "heading": {
      // The notebook's title is the page's one h1.
      const tag = `h${Math.min(block.level + 1, 6)}`;
      return `<${tag} id="md-${escapeHtml(block.slug)}">${inlineHtml(block.children)}</${tag}>`;
    }
    case "code":
    case "html":
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
    case "math":
      return `<div class="math">${mathHtml(block.tex, true)}</div>`;
    case "quote":
      return `<blockquote>${blocksHtml(block.children)}</blockquote>`;
    case "list":
      return listHtml(block.ordered, block.start, block.items);
    case "table":
      return tableHtml(block);
    case "rule":
      return "<hr>";
  }
}

function listHtml(ordered: boolean, start: number, items: readonly ListItem[]): string {
  const lines = items.map(({ task, children }) => {
    const box = task === null ? "" : `<input type="checkbox" disabled${task ? " checked" : ""}> `;
    return `<li${task === null ? "" : ' class="task"'}>${box}${blocksHtml(children)}</li>`;
  });
  const [open, close] = ordered ? [`<ol start="${Number(start)}">`, "</ol>"] : ["<ul>", "</ul>"];
  return `${open}\n${lines.join("\n")}\n${close}`;
}

function tableHtml({ align, header, rows }: Extract<Block, { type: "table" }>): string {
  const side = (at: number) => (align[at] ? ` class="${align[at]}"` : "");
  const head = header.map((cell, at) => `<th scope="col"${side(at)}>${inlineHtml(cell)}</th>`).join("");
  const body = rows.map((row) => {
    return `<tr>${row.map((cell, at) => `<td${side(at)}>${inlineHtml(cell)}</td>`).join("")}</tr>`;
  });
  return `<div class="wide"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>${body.join("\n")}</tbody>\n</table></div>`;
}

function inlineHtml(pieces: readonly Inline[]): string {
  return pieces.map(pieceHtml).join("");
}

function pieceHtml(piece: Inline): string {
  switch (piece.type) {
    case "text":
      return escapeHtml(piece.text);
    case "strong":
    case "em":
    case "del":
      return `<${piece.type}>${inlineHtml(piece.children)}</${piece.type}>`;
    case "code":
    case "html":
      return `<code>${escapeHtml(piece.text)}</code>`;
    case "math":
      return mathHtml(piece.tex, false);
    case "break":
      return "<br>";
    case "link":
      return linkHtml(piece);
    case "image":
      return imageHtml(piece);
  }
}

function linkHtml({ href, title, children }: Extract<Inline, { type: "link" }>): string {
  const text = inlineHtml(children);
  if (href === null) return text;
  const inside = href.startsWith("#");
  const address = inside ? `#md-${href.slice(1)}` : href;
  const away = inside ? "" : ' rel="noopener noreferrer"';
  return `<a href="${escapeHtml(address)}"${titleHtml(title)}${away}>${text}</a>`;
}

/** A picture whose bytes stand in the text; of one that would have to be fetched, only where it is. */
function imageHtml({ source, alt, title }: Extract<Inline, { type: "image" }>): string {
  if (source?.kind === "inline") {
    return `<img src="${escapeHtml(source.dataUrl)}" alt="${escapeHtml(alt)}"${titleHtml(title)}>`;
  }
  const words = escapeHtml(alt || "picture");
  if (source === null) return `<span class="note">[${words}]</span>`;
  return `<a href="${escapeHtml(source.url)}" rel="noopener noreferrer">${words}</a>`;
}

function titleHtml(title: string | null): string {
  return title === null ? "" : ` title="${escapeHtml(title)}"`;
}

/** A formula as MathML, which needs neither fonts nor styles; one that is wrong stands as its TeX. */
function mathHtml(tex: string, displayMode: boolean): string {
  try {
    return renderToString(tex, { output: "mathml", displayMode, trust: false, maxSize: 40, maxExpand: 500 });
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return `<code>${escapeHtml(tex)}</code>`;
  }
}
