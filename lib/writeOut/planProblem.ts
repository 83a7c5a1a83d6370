import type { Column } from "../engine/protocol.ts";
import { fileStem, isOneFile, isOneForAll } from "./outPaths.ts";
import type { WriteOutPlan, WriteOutTarget } from "./plan.ts";

/** Columns of a relation, and how many rows it has; null where nobody has counted them. */
export interface PlannedRelation {
  name: string;
  columns: readonly Column[];
  rows: number | null;
}

/** Why a plan cannot be carried out, with what to try; null where it can, as far as is known before. */
export function planProblem(
  plan: WriteOutPlan,
  target: WriteOutTarget["kind"],
  relations: readonly PlannedRelation[],
): string | null {
  const { partitionBy, maxRows, maxBytes, format } = plan;
  if (plan.relations.length === 0) return "No relation is to be written. Name one or more.";
  const twice = repeated(plan.relations.map((name) => name.toLowerCase()));
  if (twice !== null) return `${twice} is named twice. Name each relation once.`;
  for (const [what, bound] of [
    ["rows", maxRows],
    ["bytes", maxBytes],
  ] as const)
    if (bound !== null && !(Number.isSafeInteger(bound) && bound >= 1))
      return `The most ${what} of a file are ${bound}. Write a whole number, 1 or more, or leave it out.`;
  if (target === "file" && !isOneFile(plan))
    return "This comes to several files, and one file was chosen for them. Choose a folder, a zip or a bucket.";
  if (format === "duckdb" && (partitionBy.length > 0 || maxRows !== null || maxBytes !== null))
    return "A DuckDB database is one file: leave out folders and bounds, or choose Parquet.";
  if (format === "duckdb" || isOneForAll(plan)) return null;
  const stems = stemsOf(plan);
  const alike = repeated(stems);
  if (alike !== null)
    return `Two relations would be files of the same name, ${alike}.${format}. Rename one of them, or write them apart.`;
  if (plan.manifest && format === "json" && stems.includes("manifest"))
    return "The file of the rows and the manifest would both be manifest.json. Choose another name, or leave the manifest out.";
  return relations.map((relation) => relationProblem(plan, relation)).find((found) => found !== null) ?? null;
}

/** Names of files in lower case, as disks compare them. */
function stemsOf({ relations, name }: WriteOutPlan): string[] {
  return (relations.length === 1 ? [name] : relations).map((one) => fileStem(one).toLowerCase());
}

function relationProblem({ partitionBy, options }: WriteOutPlan, relation: PlannedRelation): string | null {
  const has = new Set(relation.columns.map(({ name }) => name));
  const sortBy = Array.isArray(options.sortBy) ? options.sortBy.map(String) : [];
  for (const [column, use] of [
    ...partitionBy.map((name) => [name, "for the folders"] as const),
    ...sortBy.map((name) => [name, "to sort by"] as const),
  ])
    if (!has.has(column))
      return `${relation.name} has no column ${column} ${use}. It has ${[...has].slice(0, 20).join(", ")}.`;
  const twice = repeated(partitionBy);
  if (twice !== null) return `The folders name ${twice} twice. Name each column once.`;
  if (partitionBy.length > 0 && partitionBy.length >= relation.columns.length)
    return `All columns of ${relation.name} are in the folders' names, and none is left for the files. Leave one out.`;
  return null;
}

function repeated(names: readonly string[]): string | null {
  return names.find((name, at) => names.indexOf(name) !== at) ?? null;
}
