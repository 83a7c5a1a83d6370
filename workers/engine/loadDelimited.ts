import type { Receipt } from "../../lib/engine/protocol.ts";
import type { CsvOptions } from "../../lib/ingest/csv/options/CsvOptions.ts";
import { parseCsvOptions } from "../../lib/ingest/csv/options/parseCsvOptions.ts";
import { sniffHints } from "../../lib/ingest/csv/options/sniffHints.ts";
import { irregularities, isRegular } from "../../lib/ingest/csv/read/isRegular.ts";
import { sniffStructure } from "../../lib/ingest/csv/sniff/sniffStructure.ts";
import { structureDoubts } from "../../lib/ingest/csv/sniff/structureDoubts.ts";
import type { DetectedFile } from "../../lib/ingest/detectFile.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { loadAnyText } from "./loadAnyText.ts";
import type { LoadContext } from "./loadContext.ts";
import { BrokenRules, loadCsv } from "./loadCsv.ts";

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
  try {
    return await loadCsv(context, detected, { structure, options, fits });
  } catch (thrown) {
    if (!(thrown instanceof BrokenRules)) throw thrown;
    return loadAnyText(context, detected, options);
  }
}

function optionsOf({ options }: LoadContext): CsvOptions {
  const parsed = parseCsvOptions(options);
  if (parsed.ok) return parsed.options;
  throw new IngestError(`The source's options cannot be used: ${parsed.problems.join("; ")}.`);
}

function fitsMemory({ session, request, groupBytes }: LoadContext, { compression }: DetectedFile): boolean {
  const bytes = groupBytes ?? request.file.size;
  const size = compression === "gzip" ? bytes * gzipGrowth : bytes;
  return size <= budgetShare * session.memoryLimitBytes;
}

function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte === 32 || (byte > 8 && byte < 14));
}
