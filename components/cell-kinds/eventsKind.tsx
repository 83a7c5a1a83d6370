import type { CellKind } from "./cellKind.ts";
import { RunOutput } from "./RunOutput.tsx";

export const eventsKind: CellKind = {
  kind: "events",
  label: "Events",
  short: "Events",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
};
