import { relationKey } from "../dataflow/relationKey.ts";
import type { EngineError } from "../engine/protocol.ts";
import { isInBucket } from "../relink/isInBucket.ts";
import { askedFolder } from "../s3/bucketPath.ts";
import type { SourceView } from "../store/state.ts";

/** Why a cell that reads these names cannot run now: a source among them is not there. null where all are. */
export function absentSource(reads: readonly string[], sources: readonly SourceView[]): EngineError | null {
  const read = new Set(reads.map(relationKey));
  const absent = sources.find(
    (source) => source.status !== "ready" && read.has(relationKey(source.relation)),
  );
  if (!absent) return null;
  const { relation, file, status, receipt } = absent;
  const isBucket = isInBucket(file);
  const unreached = isBucket ? { unreached: file } : {};
  switch (status) {
    case "failed":
      return {
        ...unreached,
        code: "file",
        message: `"${relation}" could not be loaded: ${receipt?.error ?? "its file could not be read."}`,
        hint: isBucket ? connectHint(file) : `Add ${file} again, or remove the source.`,
      };
    case "loading":
      return {
        code: "file",
        message: `"${relation}" is still being loaded from ${file}.`,
        hint: "Run the cell again when it is there.",
      };
    default:
      if (isBucket)
        return {
          ...unreached,
          code: "file",
          message: `"${relation}" has no data: no connection of this notebook reaches ${file}.`,
          hint: connectHint(file),
        };
      return {
        code: "file",
        message: `"${relation}" has no data: ${file} is not here.`,
        hint: file.includes("/")
          ? `Add its data as a file whose name begins with "${relation}.".`
          : `Add the file ${file}: it becomes "${relation}" again.`,
      };
  }
}

function connectHint(location: string): string {
  return `Choose or enter a connection to ${askedFolder(location)}, then run the cell again.`;
}
