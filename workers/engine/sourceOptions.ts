import type { SourceRequest } from "../../lib/engine/protocol.ts";
import { IngestError } from "../../lib/ingest/types.ts";

/** An option that is text; undefined where it is not said. Throws an IngestError where it is something else. */
export function textOption({ options }: Pick<SourceRequest, "options">, key: string): string | undefined {
  const value = options?.[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && value !== "") return value;
  throw new IngestError(`The option ${key} of this source must be text.`);
}
