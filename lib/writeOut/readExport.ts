import { isSeq, type Node } from "yaml";
import type { Outcome } from "../engine/protocol.ts";
import { textEncodings } from "../export/textEncodings.ts";
import { notifyTarget } from "../notify/notifyTarget.ts";
import { parseS3Address } from "../s3/s3Address.ts";
import {
  entriesOf,
  isNothing,
  oneOf,
  type Part,
  readPlaced,
  wholeOf,
  wordOf,
  wordsOf,
  wrong,
  yesOf,
} from "../yaml/placed.ts";
import type { OutFormat } from "./plan.ts";

/** Where an export cell writes: the user is asked for a file or folder of the device when it runs. */
export type OutPlace =
  | { kind: "file" | "zip" }
  | { kind: "folder"; overwrite: boolean }
  | { kind: "s3"; bucket: string; prefix: string; connection: string | null; overwrite: boolean };

/** What the text of an export cell says. */
export interface ExportRecipe {
  /** Relations beside the one of the cell's option `from`. */
  also: readonly string[];
  format: OutFormat;
  to: OutPlace;
  /** Of the file or folder, without ending; null for the relation's own. */
  name: string | null;
  partitionBy: readonly string[];
  maxRows: number | null;
  maxBytes: number | null;
  manifest: boolean;
  /** An object of a bucket that is written once everything else is there and right; null for none. */
  notify: { bucket: string; key: string } | null;
  /** The format's own, under the names that its writer knows. */
  options: Readonly<Record<string, unknown>>;
}

const outFormats = [
  "csv",
  "tsv",
  "parquet",
  "ndjson",
  "json",
  "arrow",
  "xlsx",
  "sql",
  "duckdb",
] as const satisfies readonly OutFormat[];

type Read = (part: Part, key: string) => unknown;

const delimited: readonly OutFormat[] = ["csv", "tsv"];
const lineEnds = ["lf", "crlf"] as const;
const codecs = ["zstd", "snappy", "gzip", "none"] as const;

/** Keys that belong to some formats, by what a writer calls them. */
const own: Readonly<Record<string, { option: string; formats: readonly OutFormat[]; read: Read }>> = {
  safe: { option: "safe", formats: delimited, read: (part, key) => yesOf(part, key, true) },
  delimiter: { option: "delimiter", formats: delimited, read: delimiterOf },
  encoding: { option: "encoding", formats: delimited, read: (part, key) => oneOf(part, key, textEncodings) },
  header: { option: "header", formats: delimited, read: (part, key) => yesOf(part, key, true) },
  line_end: { option: "lineEnd", formats: delimited, read: (part, key) => oneOf(part, key, lineEnds) },
  null_text: { option: "nullText", formats: delimited, read: wordOf },
  codec: { option: "codec", formats: ["parquet"], read: (part, key) => oneOf(part, key, codecs) },
  row_group: { option: "rowGroup", formats: ["parquet"], read: (part, key) => wholeOf(part, key, 1) },
  sort_by: { option: "sortBy", formats: ["parquet"], read: wordsOf },
  metadata: { option: "metadata", formats: ["parquet"], read: metadataOf },
};

const shared = [
  "format",
  "to",
  "connection",
  "overwrite",
  "name",
  "also",
  "partition_by",
  "max_rows",
  "max_size",
  "manifest",
  "notify",
];
const keys = [...shared, ...Object.keys(own)];
const places = ["file", "folder", "zip"] as const;
/** Formats whose one file holds several relations. */
export const formatsOfMany: readonly OutFormat[] = ["xlsx", "sql", "duckdb"];

/** The keys that only some formats have: those of one, or of any. */
export function keysOfFormat(format: string | null): string[] {
  return Object.keys(own).filter((key) => format === null || own[key]?.formats.some((one) => one === format));
}

/** How a format's own option is called in a cell's text. */
export function keyOfOption(option: string): string {
  return Object.keys(own).find((key) => own[key]?.option === option) ?? option;
}

/** Reads an export cell's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readExport(source: string): Outcome<ExportRecipe> {
  return readPlaced(source, `Keys are ${keys.join(", ")}.`, read);
}

function read(root: Part): ExportRecipe {
  const entries = entriesOf(root, "An export", keys);
  const at = (key: string) => entries.get(key);
  const format = oneOf(at("format"), "format", outFormats) ?? "csv";
  const also = wordsOf(at("also"), "also");
  const to = placeOf(entries);
  const partitionBy = wordsOf(at("partition_by"), "partition_by");
  const maxRows = wholeOf(at("max_rows"), "max_rows", 1);
  const maxBytes = sizeOf(at("max_size"));
  const isOne = to.kind === "file";
  const oneFile = "Write to: folder, to: zip or to: s3://bucket/prefix/.";
  if (isOne && partitionBy.length > 0)
    wrong("Partitions are many files, and this goes into one.", oneFile, at("partition_by"));
  if (isOne && (maxRows ?? maxBytes) !== null)
    wrong("A bound makes many files, and this goes into one.", oneFile, at("max_rows") ?? at("max_size"));
  if (isOne && also.length > 0 && !formatsOfMany.includes(format))
    wrong(`One ${format} file holds one relation.`, `${oneFile} Or format: xlsx, sql or duckdb.`, at("also"));
  if (partitionBy.length > 0 && formatsOfMany.includes(format))
    wrong(`A ${format} file is not partitioned.`, "Write format: parquet or csv.", at("partition_by"));
  return {
    also,
    format,
    to,
    name: isNothing(at("name")) ? null : nameOf(at("name")),
    partitionBy,
    maxRows,
    maxBytes,
    manifest: yesOf(at("manifest"), "manifest", !isOne),
    notify: markerOf(at("notify")),
    options: optionsOf(entries, format),
  };
}

function optionsOf(entries: ReadonlyMap<string, Part>, format: OutFormat): Record<string, unknown> {
  const options: Record<string, unknown> = delimited.includes(format) ? { safe: true } : {};
  for (const [key, part] of entries) {
    const known = own[key];
    if (!known || isNothing(part)) continue;
    if (!known.formats.includes(format))
      wrong(`"${key}" is of ${known.formats.join(" and ")}; this is ${format}.`, "Take it out.", part);
    options[known.option] = known.read(part, key);
  }
  return options;
}

function placeOf(entries: ReadonlyMap<string, Part>): OutPlace {
  const part = entries.get("to");
  const word = wordOf(part);
  const overwrite = yesOf(entries.get("overwrite"), "overwrite", false);
  const address = /^\w+:\/\//.test(word) ? parseS3Address(word) : null;
  if (address) {
    const { bucket, key } = address;
    // Files go below it, whether or not its writer ends it like a folder.
    const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
    if (/[*?{}]/.test(prefix))
      wrong("A place to write to is no pattern.", "Write s3://bucket/prefix/.", part);
    const connection = wordOf(entries.get("connection")) || null;
    return { kind: "s3", bucket, prefix, connection, overwrite };
  }
  const kind = isNothing(part) ? "file" : places.find((one) => one === word);
  if (!isNothing(entries.get("connection")))
    wrong(
      '"connection" is of buckets.',
      "Write to: s3://bucket/prefix/, or take it out.",
      entries.get("connection"),
    );
  if (kind === "folder") return { kind, overwrite };
  if (kind && !isNothing(entries.get("overwrite")))
    wrong(
      '"overwrite" is of folders and buckets.',
      "Take it out: the browser asks.",
      entries.get("overwrite"),
    );
  if (kind) return { kind };
  return wrong(
    `There is no place "${word}".`,
    "It is file, folder, zip or s3://bucket/prefix/. Which file or folder is asked when the cell runs.",
    part,
  );
}

function markerOf(part: Part): ExportRecipe["notify"] {
  if (isNothing(part)) return null;
  const target = notifyTarget(wordOf(part));
  if (!target.ok) return wrong(target.error.message, target.error.hint ?? "", part);
  const { value } = target;
  if (value.kind === "object") return { bucket: value.bucket, key: value.key };
  return wrong(
    "A page posts to nobody.",
    "Name a marker in a bucket: notify: s3://bucket/key. eider run --notify posts to addresses.",
    part,
  );
}

function nameOf(part: Part): string {
  const name = wordOf(part);
  if (name.trim() !== "" && !/[/\\:*?"<>|]/.test(name) && !name.startsWith(".") && name.length <= 200)
    return name;
  return wrong(
    `"${name}" cannot be a file's name.`,
    'Leave out / \\ : * ? " < > | and a dot in front.',
    part,
  );
}

function delimiterOf(part: Part): string {
  const word = wordOf(part) === "\\t" ? "\t" : wordOf(part);
  if ([...word].length === 1 && !/["\r\n]/.test(word)) return word;
  return wrong("A delimiter is one character.", 'Write delimiter: ";".', part);
}

function metadataOf(part: Part): Record<string, string> {
  const entries = entriesOf(part, "metadata", null);
  return Object.fromEntries(
    [...entries].map(([key, value]) => {
      if (isSeq<Node>(value)) wrong(`The metadata "${key}" is no text.`, "Write it in quotes.", value);
      return [key, wordOf(value)];
    }),
  );
}

const units: Readonly<Record<string, number>> = {
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Bytes of "256 MB"; null where nothing stands there. */
function sizeOf(part: Part): number | null {
  if (isNothing(part)) return null;
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([KMG]i?B)$/i.exec(wordOf(part).trim()) ?? [];
  const bytes = Math.floor(Number(number) * (units[unit.toLowerCase()] ?? 0));
  return bytes >= 1000 ? bytes : wrong(`"${wordOf(part)}" is no size.`, "Write max_size: 256 MB.", part);
}
