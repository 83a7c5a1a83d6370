import type { CellKind } from "./cellKind.ts";
import { RunOutput } from "./RunOutput.tsx";

export const matchKind: CellKind = {
  kind: "match",
  label: "Match",
  short: "Match",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
};
