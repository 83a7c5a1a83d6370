import { withKey } from "../yaml/withKey.ts";
import type { WriteOutPlan } from "./plan.ts";
import { keyOfOption } from "./readExport.ts";

/** Where an export cell is to write, in the words of its text. */
export interface SaidPlace {
  /** "file", "folder", "zip" or an address. */
  to: string;
  connection?: string;
  overwrite?: boolean;
}

/** What holds where the text says nothing. */
const usual: Readonly<Record<string, unknown>> = { safe: true, codec: "zstd", rowGroup: 122_880 };

/** The text of an export cell that writes what a plan says; `from` is its first relation. */
export function exportText(plan: Omit<WriteOutPlan, "about">, place: SaidPlace): string {
  const { relations, name, format, options, partitionBy, maxRows, maxBytes, manifest } = plan;
  const also = relations.slice(1);
  const said: [key: string, value: unknown][] = [
    ["format", format === "csv" ? null : format],
    ["to", place.to === "file" ? null : place.to],
    ["connection", place.connection ?? null],
    ["overwrite", place.overwrite ? true : null],
    ["name", name === relations[0] ? null : name],
    ["also", also.length > 0 ? also : null],
    ["partition_by", partitionBy.length > 0 ? partitionBy : null],
    ["max_rows", maxRows],
    ["max_size", maxBytes === null ? null : `${maxBytes / 1e6} MB`],
    ["manifest", manifest === (place.to !== "file") ? null : manifest],
    ...Object.entries(options).map(([option, value]): [string, unknown] => [
      keyOfOption(option),
      value === usual[option] ? null : value,
    ]),
  ];
  return said.reduce((text, [key, value]) => (value === null ? text : withKey(text, key, value)), "");
}
