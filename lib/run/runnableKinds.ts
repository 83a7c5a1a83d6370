/** Kinds that take part in the dataflow; a cell of any other kind neither reads nor defines. */
export type RunnableKind = "sql" | "ts" | "chart" | "input";

export function isRunnable(kind: string): kind is RunnableKind {
  return kind === "sql" || kind === "ts" || kind === "chart" || kind === "input";
}
