import { failedReceipt } from "./failedReceipt.ts";
import { type EngineApi, type EngineError, noEngineInfo, type SourceRequest } from "./protocol.ts";

/** What a call to an engine that is gone answers, in the shape that the call promises. */
export function answerOfTheDead(
  method: keyof EngineApi,
  args: readonly unknown[],
  error: EngineError,
): unknown {
  switch (method) {
    case "addSources":
      return (args[0] as SourceRequest[]).map((request) =>
        failedReceipt(request.file.name, request.relation, request.file.size, error.message),
      );
    case "info":
      return noEngineInfo;
    case "cancel":
    case "closeView":
    case "cancelSource":
    case "dropSource":
    case "openRelations":
      return undefined;
    case "start":
    case "run":
    case "page":
    case "openView":
    case "valuesOf":
    case "relation":
    case "relationPage":
    case "select":
    case "columnStats":
    case "resultSql":
    case "checkSql":
    case "inspect":
    case "preview":
    case "rejectedRows":
    case "tryFixes":
    case "closeRelations":
    case "exportRelation":
    case "writeOut":
      return { ok: false, error };
  }
}
