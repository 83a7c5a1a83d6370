import type { Receipt, SourceEvent } from "../../lib/engine/protocol.ts";
import { BlobPieces } from "../../lib/ingest/compression/collectBlob.ts";
import { openStream } from "../../lib/ingest/compression/openStream.ts";
import type { CsvOptions } from "../../lib/ingest/csv/options/CsvOptions.ts";
import { parseCsvOptions } from "../../lib/ingest/csv/options/parseCsvOptions.ts";
import { sniffHints } from "../../lib/ingest/csv/options/sniffHints.ts";
import { irregularities, isRegular } from "../../lib/ingest/csv/read/isRegular.ts";
import { sniffStructure } from "../../lib/ingest/csv/sniff/sniffStructure.ts";
import { structureDoubts } from "../../lib/ingest/csv/sniff/structureDoubts.ts";
import type { DetectedFile } from "../../lib/ingest/detectFile.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { RemoteFile } from "../../lib/remote/RemoteFile.ts";
import { loadAnyText } from "./loadAnyText.ts";
import type { LoadContext } from "./loadContext.ts";
import { BrokenRules, loadCsv, type ToldStructure } from "./loadCsv.ts";

/** The share of the engine's memory that one file may take, by its size on disk (gzip: times what text shrinks by). */
const budgetShare = 0.3;
const gzipGrowth = 6;

/**
 * Loads delimited text: where it keeps the rules, from its handle by DuckDB's own reader; where its structure or its
 * options need more, or where its later part turns out to break the rules, by the reader that takes text in any state.
 */
export async function loadDelimited(context: LoadContext, detected: DetectedFile): Promise<Receipt> {
  const options = optionsOf(context);
  const doubts: string[] = [];
  const receipt = await loadText(context, detected, options, doubts);
  return doubts.length > 0 ? { ...receipt, doubts: [...doubts, ...(receipt.doubts ?? [])] } : receipt;
}

async function loadText(
  context: LoadContext,
  detected: DetectedFile,
  options: CsvOptions,
  doubts: string[],
): Promise<Receipt> {
  const { file } = context.request;
  const isWhole = detected.compression === "none" && detected.head.length >= file.size - 3;
  if (isWhole && isBlank(detected.head)) {
    throw new IngestError(`${file.name} holds nothing but empty lines, so there is no table in it.`);
  }
  const structure = sniffStructure(detected.head, sniffHints(options, isWhole));
  doubts.push(...structureDoubts(structure, options));
  const fits = fitsMemory(context, detected);
  const keepsRules = isRegular(structure, irregularities(detected.head, structure, isWhole), options);
  // What does not fit the memory stays in its file, which only DuckDB's reader can query.
  const isPlain = keepsRules && Object.keys(options).length === 0;
  if (fits && !isPlain) return loadAnyText(context, detected, options);
  const plain = fits && detected.compression === "gzip" ? await inflated(context) : null;
  try {
    if (plain) return await loadInflated(context, detected, plain, { structure, options, fits });
    // Text that grew beyond what a table may take is left in its file.
    const isTable = fits && detected.compression !== "gzip";
    return await loadCsv(context, detected, { structure, options, fits: isTable });
  } catch (thrown) {
    if (!(thrown instanceof BrokenRules)) throw thrown;
    return loadAnyText(context, detected, options);
  }
}

/**
 * The text of a gzip file; null where it is more than a table may take. DuckDB could read the file as it is, but its own
 * inflating takes longer than making the table.
 */
async function inflated({ session, request, signal, onEvent }: LoadContext): Promise<File | null> {
  const { file, relation } = request;
  const onBytes = (bytesDone: number) =>
    onEvent({ type: "progress", relation, bytesDone, bytesTotal: file.size, rowsDone: 0 });
  const most = budgetShare * session.memoryLimitBytes;
  const text = new BlobPieces();
  let bytes = 0;
  for await (const chunk of openStream(file, "gzip", { signal, onBytes })) {
    bytes += chunk.length;
    if (bytes > most) return null;
    text.add(new Uint8Array(chunk));
  }
  return new File([text.blob()], file.name.replace(/\.gz$/i, ""));
}

/** Loads the text of a gzip file; the receipt speaks of the file. */
async function loadInflated(
  context: LoadContext,
  detected: DetectedFile,
  text: File,
  told: ToldStructure,
): Promise<Receipt> {
  const { file } = context.request;
  const ofFile = (receipt: Receipt): Receipt => ({
    ...receipt,
    file: file.name,
    bytes: file.size,
    format: `${detected.format} (gzip)`,
  });
  const onEvent = (event: SourceEvent) => {
    // What is read now is the text: how much of the file was read has been told.
    if (event.type === "progress") return;
    context.onEvent(event.type === "ready" ? { ...event, receipt: ofFile(event.receipt) } : event);
  };
  const path = context.path.replace(/\.gz$/, "");
  const plain = { ...context, path, request: { ...context.request, file: text }, onEvent };
  return ofFile(await loadCsv(plain, { ...detected, compression: "none" }, told));
}

function optionsOf({ options }: LoadContext): CsvOptions {
  const parsed = parseCsvOptions(options);
  if (parsed.ok) return parsed.options;
  throw new IngestError(`The source's options cannot be used: ${parsed.problems.join("; ")}.`);
}

function fitsMemory({ session, request, groupBytes }: LoadContext, { compression }: DetectedFile): boolean {
  // Left at its host because it is large: see remote/remoteInput.ts.
  if (request.file instanceof RemoteFile) return false;
  const bytes = groupBytes ?? request.file.size;
  const size = compression === "gzip" ? bytes * gzipGrowth : bytes;
  return size <= budgetShare * session.memoryLimitBytes;
}

function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte === 32 || (byte > 8 && byte < 14));
}
