import type { CellKind } from "./cellKind.ts";
import { RunOutput } from "./RunOutput.tsx";

export const sqlKind: CellKind = {
  kind: "sql",
  label: "SQL",
  short: "SQL",
  editorLanguage: "sql",
  runnable: true,
  insertable: true,
  Output: RunOutput,
};
