import type { SourceOptions } from "../../../lib/engine/protocol.ts";
import type { SourcePreview } from "../../../lib/engine/sourcePreview.ts";
import type { DetectedFile } from "../../../lib/ingest/detectFile.ts";
import type { EngineSession } from "../session.ts";
import type { LookedPart } from "./LookedFile.ts";

/** What a format's preview works with. */
export interface PreviewContext {
  session: EngineSession;
  baseUrl: string;
  /** Unique among previews, for names of its own. */
  id: number;
  part: LookedPart;
  /** The file's first part as it is to be read; text as UTF-8. */
  detected: DetectedFile;
  /** Options of the format's reader. */
  options: SourceOptions;
}

/** What a format's preview finds out. */
export type PreviewBody = Partial<
  Pick<
    SourcePreview,
    "problem" | "effective" | "columns" | "rows" | "isWhole" | "choices" | "log" | "notes" | "charset"
  >
>;
