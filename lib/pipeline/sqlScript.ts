import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import type { Pipeline, PipelineModel, PipelineSource } from "./pipeline.ts";
import { sourceSql } from "./sourceSql.ts";

/** One part of a script: what it is about, as comment lines, and statements. */
export interface ScriptPart {
  comment: readonly string[];
  statements: readonly string[];
}

/** A pipeline as statements that make every relation, in order. */
export function scriptParts(pipeline: Pipeline): ScriptPart[] {
  const { sources, variables, models } = pipeline;
  return [
    {
      comment: ["Points in time are in UTC, as in the notebook."],
      statements: ["SET TimeZone = 'UTC'"],
    },
    ...(variables.length === 0
      ? []
      : [
          {
            comment: ["Inputs: change them here."],
            statements: variables.map(({ name, literal }) => `SET VARIABLE ${bareName(name)} = ${literal}`),
          },
        ]),
    ...sources.map(sourcePart),
    ...models.map(modelPart),
  ];
}

function sourcePart(source: PipelineSource): ScriptPart {
  const { relation, entry } = source;
  const read = sourceSql(source);
  if ("why" in read)
    return {
      comment: [
        `${relation}: ${read.why}`,
        `Write ${relation} as Parquet from Eider (or by eider run) beside this file.`,
      ],
      statements: [`CREATE OR REPLACE VIEW ${bareName(relation)} AS\n${fromParquetQuery(relation)}`],
    };
  return {
    comment: [`${relation}, from ${entry.location}`, ...read.notes],
    statements: [
      `CREATE OR REPLACE TABLE ${bareName(relation)} AS\nSELECT ${read.list}${read.list === "*" ? " " : "\n"}FROM ${read.reader}`,
    ],
  };
}

/** A relation that was made elsewhere and written beside the script. */
export const fromParquetQuery = (relation: string) =>
  `FROM read_parquet(${quoteLiteral(`${relation}.parquet`)})`;

function modelPart({ name, kind, before, query, isView }: PipelineModel): ScriptPart {
  const made =
    query === null ? [] : [`CREATE OR REPLACE ${isView ? "VIEW" : "TABLE"} ${bareName(name)} AS\n${query}`];
  const said =
    kind === "ts"
      ? `${name}, which a TypeScript cell makes: write it as Parquet from Eider (or by eider run) beside this file`
      : kind === "sql"
        ? name
        : `${name} (${kind})`;
  return { comment: [said], statements: [...before, ...made] };
}

/** Why it has no part for some cells, as comment lines; none where nothing is left out. */
export function leftOutLines({ leftOut }: Pipeline): string[] {
  if (leftOut.length === 0) return [];
  return ["Not in it:", ...leftOut.map(({ name, why }) => `  ${name}: ${why}`)];
}

const comment = (mark: string, lines: readonly string[]) =>
  lines.flatMap((line) => line.split(/\r\n|\r|\n/)).map((line) => `${mark} ${line}`.trimEnd());

/** The pipeline as one script for the DuckDB command line. */
export function sqlScript(pipeline: Pipeline): string {
  const head = comment("--", [
    pipeline.title || "A notebook",
    "",
    "Written by Eider for the DuckDB command line. Run it in the folder with the files:",
    "  duckdb pipeline.duckdb < this-file.sql",
    ...leftOutLines(pipeline),
  ]);
  const parts = scriptParts(pipeline).map(
    (part) =>
      `${comment("--", part.comment).join("\n")}\n${part.statements.map((one) => `${one};`).join("\n\n")}`,
  );
  return `${[head.join("\n"), ...parts].join("\n\n")}\n`;
}

/** The pipeline as a Python script that runs the same statements with the duckdb package. */
export function pythonScript(pipeline: Pipeline): string {
  const head = comment("#", [
    pipeline.title || "A notebook",
    "",
    "Written by Eider; not run under Python there. It needs the package duckdb: pip install duckdb",
    "Run it in the folder with the files. Relations are left in pipeline.duckdb.",
    ...leftOutLines(pipeline),
  ]);
  const parts = scriptParts(pipeline).map((part) =>
    [...comment("#", part.comment), ...part.statements.map((one) => `con.execute(${pythonText(one)})`)].join(
      "\n",
    ),
  );
  const last = pipeline.models.findLast(({ query }) => query !== null);
  const shown = last
    ? [`if __name__ == "__main__":\n    con.sql(${pythonText(`FROM ${bareName(last.name)}`)}).show()`]
    : [];
  return `${[
    head.join("\n"),
    'import duckdb\n\ncon = duckdb.connect("pipeline.duckdb")',
    ...parts,
    ...shown,
  ].join("\n\n")}\n`;
}

/** A text as a Python literal; over several lines between three quotes. */
export function pythonText(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\r", "\\r").replaceAll('"""', '\\"\\"\\"');
  if (!text.includes("\n"))
    return `"${text.replaceAll("\\", "\\\\").replaceAll("\r", "\\r").replaceAll('"', '\\"')}"`;
  return `"""\n${escaped.endsWith('"') ? `${escaped.slice(0, -1)}\\"` : escaped}\n"""`;
}
