import type { CellKind } from "./cellKind.ts";
import { RunOutput } from "./RunOutput.tsx";

export const tsKind: CellKind = {
  kind: "ts",
  label: "TypeScript",
  short: "TS",
  editorLanguage: "typescript",
  runnable: true,
  insertable: true,
  Output: RunOutput,
};
