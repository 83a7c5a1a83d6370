import type { CellKind } from "./cellKind.ts";
import { RunOutput } from "./RunOutput.tsx";

export const cleanKind: CellKind = {
  kind: "clean",
  label: "Clean",
  short: "Clean",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
};
