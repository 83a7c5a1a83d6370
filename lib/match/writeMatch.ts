import { Document, isSeq, parseDocument } from "yaml";
import type { Comparison, Decision } from "./setup.ts";

/** A change that a person made, to be written into a match cell's text; null takes what is written out again. */
export type MatchEdit =
  | { key: "outcome"; value: string | null }
  | { key: "threshold" | "candidates"; value: number | null }
  | { key: "compare"; value: readonly Comparison[] | null }
  | { key: "decisions"; value: readonly Decision[] | null };

/** The text with the change in it; comments, order and all else stay. Text that is no YAML map stays as it is. */
export function writeMatch(source: string, { key, value }: MatchEdit): string {
  const document = source.trim() === "" ? new Document({}) : parseDocument(source);
  if (document.errors.length > 0) return source;
  if (document.contents === null) return writeMatch("", { key, value } as MatchEdit);
  if (value === null) document.delete(key);
  else if (key === "decisions") document.set(key, decisionNodes(document, value));
  else if (key === "compare") document.set(key, document.createNode(value.map(comparisonEntry)));
  else document.set(key, value);
  const text = document.toString({ lineWidth: 0 });
  return text.trim() === "{}" ? "" : text.replace(/\n$/, "");
}

function comparisonEntry({ left, right, role, weight }: Comparison): Record<string, unknown> {
  const columns = left === right ? { column: left } : { left, right };
  return { ...columns, as: role, ...(weight !== undefined && weight !== 1 && { weight }) };
}

/** Each decision on a line of its own; keys are texts, so that none is taken for another's number. */
function decisionNodes(document: Document, decisions: readonly Decision[]): unknown {
  const list = document.createNode(
    decisions.map(({ left, right, match }) => [left, right, match ? "yes" : "no"]),
  );
  if (isSeq(list)) for (const item of list.items) if (isSeq(item)) item.flow = true;
  return list;
}
