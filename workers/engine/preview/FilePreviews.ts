import type {
  PreviewCharset,
  PreviewMembers,
  ReadingOptions,
  SourcePreview,
} from "../../../lib/engine/sourcePreview.ts";
import { charsets } from "../../../lib/ingest/charset/charsets.ts";
import { type DetectedFile, detectHead } from "../../../lib/ingest/detectFile.ts";
import { readerOptions } from "../../../lib/ingest/generalOptions.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { lookedAt } from "../remote/lookedAt.ts";
import type { EngineSession } from "../session.ts";
import { textOption } from "../sourceOptions.ts";
import { badPlaces } from "./badPlaces.ts";
import { LookedFile, type LookedPart } from "./LookedFile.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";

/** Shows what files would become. What was read of the file that was looked at last is remembered. */
export class FilePreviews {
  private last: { key: string; looked: LookedFile } | null = null;
  private count = 0;

  constructor(
    private readonly session: EngineSession,
    private readonly baseUrl: string,
  ) {}

  /** What the file becomes under these options; what its reader would refuse it for is the preview's `problem`. */
  async preview(file: File, { format, options = {} }: ReadingOptions): Promise<SourcePreview> {
    const { members: pattern, filename } = options;
    const rest = readerOptions(options);
    let known: SourcePreview = { ...nothing };
    try {
      const looked = this.look(await lookedAt(file));
      known = { ...known, members: await looked.members(pattern) };
      const part = await looked.part(pattern);
      known = { ...known, ...ofMembers(known.members, part, pattern, filename) };
      known = { ...known, format: part.found.format, foundFormat: part.found.format };
      const base = format ? detectHead(part.head, { format }) : part.found;
      known = { ...known, format: base.format, charset: charsetOf(base, base) };
      const encoding = textOption({ options }, "encoding");
      const detected = encoding ? detectHead(part.head, { format, encoding }) : base;
      known = { ...known, charset: charsetOf(base, detected, part) };
      if (detected.problem !== null) return { ...known, problem: detected.problem };
      const context: PreviewContext = {
        session: this.session,
        baseUrl: this.baseUrl,
        id: ++this.count,
        part,
        detected,
        options: rest,
      };
      const body = await bodyOf(context);
      const effective = {
        ...body.effective,
        ...(detected.charset && { encoding: detected.charset.label }),
        ...(pattern !== undefined && { members: pattern }),
        ...(filename !== undefined && { filename }),
      };
      return { ...known, ...body, effective, notes: [...known.notes, ...(body.notes ?? [])] };
    } catch (thrown) {
      if (!(thrown instanceof IngestError)) throw thrown;
      return { ...known, problem: thrown.message };
    }
  }

  private look(file: File): LookedFile {
    const key = JSON.stringify([file.name, file.size, file.lastModified]);
    if (this.last?.key !== key) this.last = { key, looked: new LookedFile(file) };
    return this.last.looked;
  }
}

const nothing: SourcePreview = {
  format: "unknown",
  foundFormat: "unknown",
  problem: null,
  charset: null,
  effective: {},
  columns: [],
  rows: [],
  isWhole: false,
  choices: null,
  log: null,
  members: null,
  notes: [],
};

async function bodyOf(context: PreviewContext): Promise<PreviewBody> {
  const { part, detected } = context;
  if (part.file instanceof RemoteFile && detected.format === "parquet" && detected.compression === "none")
    return (await import("./previewRemoteParquet.ts")).previewRemoteParquet(context, part.file);
  switch (context.detected.format) {
    case "csv":
    case "tsv":
      return (await import("./previewDelimited.ts")).previewDelimited(context);
    case "log":
      return (await import("./previewLog.ts")).previewLog(context);
    case "duckdb":
      return (await import("./previewDatabase.ts")).previewDatabase(context);
    case "workbook":
      return (await import("./previewWorkbook.ts")).previewWorkbook(context);
    case "html":
      return (await import("./previewHtml.ts")).previewHtml(context);
    default:
      return (await import("./previewBatches.ts")).previewBatches(context);
  }
}

function charsetOf(
  { charset: found }: DetectedFile,
  { charset }: DetectedFile,
  part?: LookedPart,
): PreviewCharset | null {
  if (!charset) return null;
  return {
    label: charset.label,
    confidence: charset.confidence,
    candidates: found?.candidates ?? charset.candidates,
    all: charsets,
    badPlaces: part ? badPlaces(part.head, charset.label) : 0,
  };
}

/** What is said of an archive once one of its files is open. */
function ofMembers(
  members: PreviewMembers | null,
  { member, parts, notes }: LookedPart,
  pattern: unknown,
  filename: unknown,
): Pick<SourcePreview, "members" | "notes"> {
  if (members === null) return { members, notes };
  const isRead = (name: string) => pattern === undefined && (parts > 1 || name === member);
  const all = members.all.map((each) => ({ ...each, isRead: each.isRead || isRead(each.name) }));
  const more = parts > 1 ? [`${parts} files make one relation, united by column names`] : [];
  const named =
    parts > 1 && typeof filename === "string"
      ? [`column ${filename} will hold the path of each row's file`]
      : [];
  return { members: { all, shown: member }, notes: [...more, ...named, ...notes] };
}
