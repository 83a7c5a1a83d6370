import type { AskedPlan, OutPlace } from "../../lib/store/out/outWays.ts";
import type { OutFormat } from "../../lib/writeOut/plan.ts";
import { formatOf } from "./exportFormats.ts";

/** What stands in the export dialog; numbers are as they were typed. */
export interface OutChoice {
  format: OutFormat;
  /** "file", "folder", "zip", or "s3:" and the name of a connection. */
  place: string;
  isSafe: boolean;
  codec: string;
  rowGroup: string;
  sortBy: string;
  delimiter: string;
  encoding: string;
  lineEnd: string;
  nullText: string;
  hasHeader: boolean;
  partitionBy: readonly string[];
  /** A new file after so many of `splitUnit`; "" for none. */
  splitAfter: string;
  splitUnit: "rows" | "MB";
  hasManifest: boolean;
  prefix: string;
  overwrite: boolean;
}

export const usualChoice: OutChoice = {
  format: "csv",
  place: "file",
  isSafe: true,
  codec: "zstd",
  rowGroup: "122880",
  sortBy: "",
  delimiter: "",
  encoding: "utf-8",
  lineEnd: "lf",
  nullText: "",
  hasHeader: true,
  partitionBy: [],
  splitAfter: "",
  splitUnit: "rows",
  hasManifest: true,
  prefix: "",
  overwrite: false,
};

export const isDelimited = ({ format }: OutChoice) => format === "csv" || format === "tsv";
/** Whether folders and splits make sense: not in one file, and a database is one. */
export const hasLayout = ({ place, format }: OutChoice) => place !== "file" && format !== "duckdb";

const wholeNumber = /^\d+$/;
const megabyte = 1_000_000;

/** What is wrong with a number, by the field that it stands in; null where nothing is. */
export function choiceProblems(choice: OutChoice): { rowGroup: string | null; splitAfter: string | null } {
  const isWhole = (text: string) => wholeNumber.test(text) && Number(text) >= 1;
  return {
    rowGroup:
      choice.format === "parquet" && !isWhole(choice.rowGroup)
        ? "Write a whole number of rows, 1 or more."
        : null,
    splitAfter:
      hasLayout(choice) && choice.splitAfter !== "" && !isWhole(choice.splitAfter)
        ? `Write a whole number of ${choice.splitUnit}, 1 or more.`
        : null,
  };
}

/** The format's options, without those that are as usual. */
export function optionsOf(choice: OutChoice): Record<string, unknown> {
  const { codec, rowGroup, sortBy, delimiter, encoding, lineEnd, nullText, hasHeader, isSafe } = choice;
  if (choice.format === "parquet")
    return { codec, rowGroup: Number(rowGroup), ...(sortBy === "" ? {} : { sortBy: [sortBy] }) };
  if (!isDelimited(choice)) return {};
  return {
    safe: isSafe,
    ...(delimiter === "" ? {} : { delimiter }),
    ...(encoding === "utf-8" ? {} : { encoding }),
    ...(lineEnd === "lf" ? {} : { lineEnd }),
    ...(nullText === "" ? {} : { nullText }),
    ...(hasHeader ? {} : { header: false }),
  };
}

export function planOf(choice: OutChoice, relation: string): AskedPlan {
  const { format, partitionBy, splitAfter, splitUnit, hasManifest, place } = choice;
  const bound = hasLayout(choice) && splitAfter !== "" ? Number(splitAfter) : null;
  return {
    relations: [relation],
    name: relation,
    format,
    options: optionsOf(choice),
    partitionBy: hasLayout(choice) ? partitionBy.filter((key) => key !== "") : [],
    maxRows: splitUnit === "rows" ? bound : null,
    maxBytes: splitUnit === "MB" && bound !== null ? bound * megabyte : null,
    manifest: place !== "file" && hasManifest,
  };
}

export function placeOf({ place, prefix, overwrite }: OutChoice): OutPlace {
  if (place === "folder") return { kind: "folder", overwrite };
  if (place === "file" || place === "zip") return { kind: place };
  return { kind: "s3", connection: place.replace(/^s3:/, ""), prefix, overwrite };
}

/** What the files will be called, in one line; null where there is one file. */
export function shownPaths(choice: OutChoice, relation: string): string | null {
  const { partitionBy, splitAfter } = choice;
  const ending = formatOf(choice.format).format;
  if (!hasLayout(choice)) return null;
  const keys = partitionBy.filter((key) => key !== "");
  if (keys.length > 0) return `${keys.map((key) => `${key}=…/`).join("")}part-00001.${ending}`;
  return splitAfter === "" ? null : `${relation}-00001.${ending}, ${relation}-00002.${ending}, …`;
}
