import type { NotebookDocument } from "../notebook/document.ts";
import { editHeader, sameHeader } from "./editHeader.ts";
import { findFrontMatter } from "./frontMatter.ts";
import { formatVersion, readHeader } from "./readHeader.ts";
import { yamlScalar, yamlSources } from "./yamlText.ts";

/** What stands before the first cell. */
export interface FrontText {
  /** The front matter, or a byte order mark alone, or "". */
  readonly text: string;
  /** Blank lines after it. */
  readonly rest: string;
  readonly isMatter: boolean;
}

type Fronted = Pick<NotebookDocument, "title" | "sources" | "run" | "timezone" | "frontMatter" | "lineEnd">;

/** The front matter as it stood in the file, with the lines of title, sources, run mode and time zone changed where they changed. */
export function printFrontMatter(document: Fronted): FrontText {
  const matter = findFrontMatter(document.frontMatter);
  const header = readHeader(matter);
  const isSame = sameHeader(header, document);
  if (!matter) {
    const mark = document.frontMatter.startsWith("\uFEFF") ? "\uFEFF" : "";
    const front = { text: mark, rest: document.frontMatter.slice(mark.length), isMatter: false };
    return isSame ? front : newFrontMatter(document, front);
  }
  const length = matter.head.length + matter.yaml.length + matter.tail.length;
  const yaml = isSame ? matter.yaml : editHeader(matter, document, document.lineEnd);
  return { text: matter.head + yaml + matter.tail, rest: document.frontMatter.slice(length), isMatter: true };
}

/** Front matter for a notebook that has none yet. */
export function newFrontMatter(
  { title, sources, run, timezone, lineEnd }: Fronted,
  { text, rest }: FrontText,
): FrontText {
  const lines = ["---", `eider: ${formatVersion}`, ...(title === "" ? [] : [`title: ${yamlScalar(title)}`])];
  if (run) lines.push(`run: ${run}`);
  if (timezone !== undefined) lines.push(`timezone: ${yamlScalar(timezone)}`);
  const listed = Object.keys(sources).length > 0 ? yamlSources(sources, lineEnd) : "";
  const matter = `${lines.map((line) => line + lineEnd).join("")}${listed}---${lineEnd}`;
  return { text: text + matter, rest: rest === "" ? lineEnd : rest, isMatter: true };
}
