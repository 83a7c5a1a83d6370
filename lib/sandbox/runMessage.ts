import type { EngineError } from "../engine/protocol.ts";
import { type RunMessage, type RunReport, sandboxLimits } from "./protocol.ts";
import type { SandboxRequest, SandboxResult } from "./sandbox.ts";

/** What a run's worker is told of the cell. */
export function messageOf(request: SandboxRequest): RunMessage {
  const { name, compiled, reads, values, limits, schema, packages } = request;
  return {
    name,
    js: compiled.js,
    outName: compiled.outName,
    parameters: compiled.parameters,
    reads: reads.map((read) => ({ name: read.name, columns: [...read.columns] })),
    values: Object.fromEntries(compiled.values.map((value) => [value, values.get(value)])),
    limits: { ...sandboxLimits, ...limits },
    ...(schema && { schema }),
    ...(packages && { packages }),
  };
}

/** What a run came to, by its last report. */
export function resultOf({
  hasRelation,
  rowsWritten,
  rejected,
  values,
  notices,
}: Extract<RunReport, { type: "done" }>): SandboxResult {
  return { hasRelation, rowsWritten, rejected, values, notices };
}

/** An error with its position in the cell's own text. */
export function inCell(error: EngineError, { compiled }: SandboxRequest): EngineError {
  const { line, column, ...rest } = error;
  return line === undefined ? rest : { ...rest, ...compiled.locate(line, column ?? 1) };
}
