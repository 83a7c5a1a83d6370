import { type EditorLanguage, highlightText } from "../../editor/highlightText.ts";
import { escapeHtml } from "../escapeHtml.ts";

const languages: Readonly<Record<string, EditorLanguage>> = {
  sql: "sql",
  ts: "typescript",
  js: "typescript",
  javascript: "typescript",
  ojs: "typescript",
  chart: "json",
  json: "json",
};

/** A cell's text as coloured code; plain where its language is not known. */
export function codeHtml(source: string, kind: string): string {
  const language = Object.hasOwn(languages, kind) ? languages[kind] : undefined;
  if (language === undefined) return `<pre><code>${escapeHtml(source)}</code></pre>`;
  const pieces = highlightText(source, language).map(({ text, kind }) =>
    kind === "text" ? escapeHtml(text) : `<span class="${kind}">${escapeHtml(text)}</span>`,
  );
  return `<pre><code>${pieces.join("")}</code></pre>`;
}
