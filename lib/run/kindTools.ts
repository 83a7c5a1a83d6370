import type { Cell } from "../notebook/document.ts";
import { loadTypeScript, typeScriptIfLoaded } from "../typescript/lazyTypeScript.ts";
import { exportIfLoaded, loadExport } from "./lazyExport.ts";
import { inputsIfLoaded, loadInputs } from "./lazyInputs.ts";
import { isStepKind, stepKindNames } from "./runnableKinds.ts";
import { stepKinds } from "./stepKinds.ts";

/**
 * Fetches what tells what these cells read; null where it is there. Where it cannot be had, the cells that need it fail
 * and say so; the others run.
 */
export function loadKindTools(cells: readonly Cell[]): Promise<unknown> | null {
  const isMissing = (kind: string) => !knowsKind(kind) && cells.some((cell) => cell.kind === kind);
  const wanted = [
    ...(isMissing("ts") ? [loadTypeScript()] : []),
    ...(isMissing("input") ? [loadInputs()] : []),
    ...(isMissing("export") ? [loadExport()] : []),
    ...stepKindNames.filter(isMissing).map((kind) => stepKinds[kind].load()),
  ];
  return wanted.length > 0 ? Promise.allSettled(wanted) : null;
}

/** Whether it is known what cells of this kind read. */
export function knowsKind(kind: string): boolean {
  if (kind === "ts") return typeScriptIfLoaded() !== null;
  if (isStepKind(kind)) return stepKinds[kind].ifLoaded() !== null;
  if (kind === "export") return exportIfLoaded() !== null;
  return kind !== "input" || inputsIfLoaded() !== null;
}
