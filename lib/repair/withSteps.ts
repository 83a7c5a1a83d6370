import { isSeq, type Node, parseDocument, stringify } from "yaml";

/** The text of a `clean` cell with steps added at its end; what stands there stays to the letter where it is a list of lines. */
export function withSteps(source: string, steps: readonly Readonly<Record<string, unknown>>[]): string {
  const added = steps.length === 0 ? "" : stringify(steps, { lineWidth: 0 });
  const text = source.trimEnd();
  if (text.trim() === "") return added.trimEnd();
  const document = parseDocument<Node>(source, { logLevel: "silent" });
  const list = document.contents;
  const indent = /^([ \t]*)-(?:\s|$)/m.exec(text)?.[1];
  if (list === null || (isSeq(list) && !list.flow && indent !== undefined))
    return `${text}\n${indent ? added.replace(/^(?=.)/gm, indent) : added}`.trimEnd();
  if (!isSeq(list)) return `${text}\n${added}`.trimEnd();
  for (const step of steps) list.add(document.createNode(step));
  list.flow = false;
  return document.toString({ lineWidth: 0 }).trimEnd();
}
