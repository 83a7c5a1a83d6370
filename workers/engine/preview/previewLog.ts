import { type PreviewLog, type PreviewRow, previewRows } from "../../../lib/engine/sourcePreview.ts";
import { checkPattern } from "../../../lib/ingest/logs/checkPattern.ts";
import { detectLog } from "../../../lib/ingest/logs/detectLog.ts";
import { parseLogOptions } from "../../../lib/ingest/logs/logOptions.ts";
import { logPresets } from "../../../lib/ingest/logs/logPresets.ts";
import { IngestError, type ReadReport } from "../../../lib/ingest/types.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";
import { readFirst, rejectedRows } from "./previewBatches.ts";

/** So much of a log is read for its preview. */
const logBytes = 128 << 10;

/** Previews a log: which preset or pattern, how many lines fit, the rows, and the lines that are none. */
export async function previewLog(context: PreviewContext): Promise<PreviewBody> {
  const { detected, part, options } = context;
  const { bytes, isWhole } = wholeLines(detected.head, part.head.isWhole);
  const text = new TextDecoder().decode(bytes);
  const found = detectLog(text);
  const presets = logPresets.map(({ name, title }) => ({ name, title }));
  const parsed = parseLogOptions(options);
  let log: PreviewLog = { presets, preset: null, share: null, firstMisfit: null, warnings: [] };
  if (parsed.options === null) return { log, problem: parsed.problem };
  const { pattern } = parsed.options;
  if (pattern === undefined) {
    log = { ...log, preset: parsed.options.preset ?? found?.preset ?? null };
  } else {
    const check = checkPattern({ ...parsed.options, pattern }, text);
    if (check.problem !== null) return { log, problem: check.problem };
    const { share, firstMisfit, warnings } = check;
    log = { ...log, share, firstMisfit, warnings };
    // The reader would say no more than that.
    if (share === 0) return { log, effective: { pattern }, problem: "No line fits the pattern." };
  }
  const effective = pattern === undefined ? { ...options, preset: log.preset } : { ...options };
  try {
    const lines = new File([new Uint8Array(bytes)], part.file.name);
    const { body, report } = await readFirst(context, lines);
    if (report === null) return { ...body, log, effective };
    return {
      ...body,
      rows: placed(body.rows ?? [], report, text),
      effective,
      log: {
        ...log,
        share: log.share ?? (report.rows === 0 ? null : report.loaded / report.rows),
        firstMisfit: log.firstMisfit ?? report.rejects[0]?.raw ?? null,
      },
      isWhole: isWhole && body.isWhole === true,
    };
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    return { log: { ...log, share: log.share ?? 0 }, effective, problem: thrown.message };
  }
}

/** The first lines of a text, none of them cut. */
function wholeLines(head: Uint8Array, isAll: boolean): { bytes: Uint8Array; isWhole: boolean } {
  if (isAll && head.length <= logBytes) return { bytes: head, isWhole: true };
  const end = head.lastIndexOf(10, logBytes);
  return { bytes: head.subarray(0, end < 0 ? logBytes : end + 1), isWhole: false };
}

/** Rejected lines among the rows where each row is a line, which their number shows; else in front of them. */
function placed(rows: readonly PreviewRow[], report: ReadReport, text: string): PreviewRow[] {
  const refused = new Set(report.rejects.map(({ line }) => line));
  const lines = text.split(/\r?\n/).flatMap((line, index) => (line.trim() === "" ? [] : [index + 1]));
  const free = lines.filter((line) => !refused.has(line));
  if (free.length !== report.loaded) return [...rejectedRows(report), ...rows];
  const numbered = rows.map((row, index) => ({ ...row, line: free[index] ?? null }));
  const last = free[rows.length] ?? Number.POSITIVE_INFINITY;
  const among = rejectedRows(report, previewRows).filter(({ line }) => (line ?? 0) < last);
  return [...numbered, ...among].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, previewRows);
}
