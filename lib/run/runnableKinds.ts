/** Kinds whose text is short YAML that compiles to SQL. */
export const stepKindNames = ["clean", "match", "events", "compare", "contract"] as const;
export type StepKindName = (typeof stepKindNames)[number];

/** Kinds that take part in the dataflow; a cell of any other kind neither reads nor defines. */
export type RunnableKind = "sql" | "ts" | "chart" | "input" | "export" | StepKindName;

export function isStepKind(kind: string): kind is StepKindName {
  return (stepKindNames as readonly string[]).includes(kind);
}

export function isRunnable(kind: string): kind is RunnableKind {
  return ["sql", "ts", "chart", "input", "export"].includes(kind) || isStepKind(kind);
}
