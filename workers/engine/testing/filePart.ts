import type { SourcePart } from "../../../lib/engine/protocol.ts";

/** A file of a relation of many, from its path and its content; for tests only. */
export function filePart(path: string, content: string | Uint8Array): SourcePart {
  const bytes = typeof content === "string" ? content : new Uint8Array(content);
  return { path, file: new File([bytes], path.slice(path.lastIndexOf("/") + 1)) };
}
