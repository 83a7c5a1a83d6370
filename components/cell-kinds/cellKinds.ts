import type { CellKind } from "./cellKind.ts";
import { chartKind } from "./chartKind.tsx";
import { cleanKind } from "./cleanKind.tsx";
import { compareKind } from "./compareKind.tsx";
import { contractKind } from "./contractKind.tsx";
import { eventsKind } from "./eventsKind.tsx";
import { exportKind } from "./exportKind.tsx";
import { inputKind } from "./inputKind.tsx";
import { matchKind } from "./matchKind.tsx";
import { mdKind } from "./mdKind.tsx";
import { rawKind } from "./rawKind.ts";
import { sqlKind } from "./sqlKind.ts";
import { tsKind } from "./tsKind.tsx";
import { unknownKind } from "./unknownKind.ts";

/** Every kind the page knows, in the order in which they are offered. A new kind is a file and a line here. */
export const cellKinds: Readonly<Record<string, CellKind>> = {
  sql: sqlKind,
  ts: tsKind,
  md: mdKind,
  chart: chartKind,
  input: inputKind,
  clean: cleanKind,
  match: matchKind,
  events: eventsKind,
  compare: compareKind,
  contract: contractKind,
  export: exportKind,
};

/** The kind by its name in the file; kinds that are not known are shown and kept. */
export function cellKindOf(kind: string): CellKind {
  if (kind === "raw") return rawKind;
  return Object.hasOwn(cellKinds, kind) ? (cellKinds[kind] ?? unknownKind(kind)) : unknownKind(kind);
}
