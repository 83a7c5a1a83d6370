import { stringify } from "yaml";
import { quoteLiteral } from "../sql/quote.ts";
import { renameRelation } from "../sql/renameRelation.ts";
import { applyEdits } from "../sql/textEdits.ts";
import type { ColumnTests } from "./modelTests.ts";
import type { Pipeline, PipelineFile, PipelineModel, PipelineSource } from "./pipeline.ts";
import { sourceSql } from "./sourceSql.ts";
import { leftOutLines } from "./sqlScript.ts";

const project = "eider_notebook";
const sourceGroup = "files";

/**
 * The pipeline as a dbt project for dbt-duckdb: sources with external locations, a model for each source that gives it its
 * types, one for each cell, and tests by `tests` (model → what holds of it). Models are called as relations are, in letters
 * that dbt takes; the relation keeps its name by an alias.
 */
export function dbtProject(
  pipeline: Pipeline,
  tests: ReadonlyMap<string, readonly ColumnTests[]> = new Map(),
): PipelineFile[] {
  const names = modelNames([
    ...pipeline.sources.map(({ relation }) => relation),
    ...pipeline.models.map(({ name }) => name),
  ]);
  const inputs = new Set(pipeline.variables.map(({ name }) => name));
  const models = pipeline.models.map((model) => ({
    path: `models/${names.get(key(model.name))}.sql`,
    text: modelText(model, names, inputs),
  }));
  const sources = pipeline.sources.map((source) => ({
    path: `models/sources/${names.get(key(source.relation))}.sql`,
    text: sourceModel(source, names),
  }));
  return [
    { path: "dbt_project.yml", text: projectText(pipeline) },
    { path: "profiles.yml", text: profileText },
    { path: "README.md", text: readme(pipeline) },
    { path: "models/sources/sources.yml", text: sourcesText(pipeline, names) },
    { path: "models/schema.yml", text: schemaText(pipeline, names, tests) },
    ...sources,
    ...models,
  ];
}

const key = (relation: string) => relation.toLowerCase();

/** A name of letters, digits and `_` for each relation, by the relation's name in lower case; all different. */
function modelNames(relations: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const relation of relations) {
    const plain = relation
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9_]+/g, "_")
      .replace(/^(?=\d|$)/, "m_")
      .toLowerCase();
    let name = plain;
    for (let again = 2; taken.has(name); again++) name = `${plain}_${again}`;
    taken.add(name);
    names.set(key(relation), name);
  }
  return names;
}

function modelText(
  model: PipelineModel,
  names: ReadonlyMap<string, string>,
  inputs: ReadonlySet<string>,
): string {
  const { name, before, query, isView, reads } = model;
  const refs = (sql: string) => withVars(withRefs(sql, reads, names), inputs);
  const own = names.get(key(name)) ?? name;
  const config = [
    `materialized=${jinjaText(isView ? "view" : "table")}`,
    ...(own === name ? [] : [`alias=${jinjaText(name)}`]),
    ...(before.length === 0
      ? []
      : [`pre_hook=[\n    ${before.map((one) => jinjaText(refs(one))).join(",\n    ")}\n  ]`]),
  ];
  // Statements alone make no rows: a model needs a query.
  const body =
    query === null ? `select 'made by its hooks' as ${name === own ? "note" : '"note"'}` : refs(query);
  return `{{ config(\n  ${config.join(",\n  ")}\n) }}\n\n${body}\n`;
}

function sourceModel(source: PipelineSource, names: ReadonlyMap<string, string>): string {
  const own = names.get(key(source.relation)) ?? source.relation;
  const config = [
    'materialized="table"',
    ...(own === source.relation ? [] : [`alias=${jinjaText(source.relation)}`]),
  ];
  const read = sourceSql(source);
  const list = "why" in read ? "*" : plainJinja(read.list);
  return `{{ config(\n  ${config.join(",\n  ")}\n) }}\n\nselect ${list}\nfrom {{ source('${sourceGroup}', '${own}') }}\n`;
}

/**
 * Each relation that a statement reads as dbt's ref, which is how dbt learns the order; Jinja's own signs in the SQL stay
 * what they are.
 */
export function withRefs(sql: string, reads: readonly string[], names: ReadonlyMap<string, string>): string {
  let text = sql;
  const marks = new Map<string, string>();
  for (const [at, relation] of reads.entries()) {
    const model = names.get(key(relation));
    if (model === undefined) continue;
    const mark = `eider_ref_${at}_`;
    const renamed = renameRelation(text, relation, mark);
    if (!renamed.ok) continue;
    text = applyEdits(
      text,
      [...renamed.edits].sort((a, b) => a.start - b.start),
    ).text;
    marks.set(mark, `{{ ref('${model}') }}`);
  }
  return plainJinja(text).replace(/"?(eider_ref_\d+_)"?/g, (whole, mark: string) => marks.get(mark) ?? whole);
}

/** Values of inputs as dbt's vars: a session's variables may not reach the connection that builds a model. */
const withVars = (sql: string, inputs: ReadonlySet<string>) =>
  sql.replace(/getvariable\('([^']+)'\)/g, (call, name: string) =>
    inputs.has(name) ? `{{ var('${name}') }}` : call,
  );

/** SQL in which nothing is Jinja's to read. */
function plainJinja(sql: string): string {
  return sql.replace(/\{\{|\{%|\{#|\}\}|%\}|#\}/g, (sign) => `{{ ${jinjaText(sign)} }}`);
}

/** A text as a string of Jinja. */
const jinjaText = (text: string) => JSON.stringify(text);

const projectText = ({ variables }: Pipeline) =>
  stringify({
    name: project,
    version: "1.0.0",
    profile: project,
    "model-paths": ["models"],
    models: { [project]: { "+materialized": "table" } },
    // Literals of SQL, put into the models as they are.
    vars: Object.fromEntries(variables.map(({ name, literal }) => [name, literal])),
  });

const profileText = stringify({
  [project]: {
    target: "dev",
    outputs: {
      dev: { type: "duckdb", path: "pipeline.duckdb", threads: 1, settings: { TimeZone: "UTC" } },
    },
  },
});

function sourcesText({ sources }: Pipeline, names: ReadonlyMap<string, string>): string {
  return stringify(
    {
      version: 2,
      sources: [
        {
          name: sourceGroup,
          tables: sources.map((source) => {
            const read = sourceSql(source);
            const location =
              "why" in read ? `read_parquet(${quoteLiteral(`${source.relation}.parquet`)})` : read.reader;
            return {
              name: names.get(key(source.relation)),
              description:
                "why" in read
                  ? `${source.entry.location}: ${read.why} Write it as Parquet.`
                  : source.entry.location,
              // Old style: the braces of types would be fields of the new one.
              config: { meta: { external_location: location.replaceAll("%", "%%"), formatter: "oldstyle" } },
            };
          }),
        },
      ],
    },
    { lineWidth: 0 },
  );
}

function schemaText(
  { models }: Pipeline,
  names: ReadonlyMap<string, string>,
  tests: ReadonlyMap<string, readonly ColumnTests[]>,
): string {
  return stringify(
    {
      version: 2,
      models: models.map(({ name, kind }) => {
        const columns = tests.get(key(name)) ?? [];
        return {
          name: names.get(key(name)),
          description: kind === "sql" ? `The cell ${name}.` : `The cell ${name} (${kind}).`,
          ...(columns.length > 0 && { columns: columns.map(columnEntry) }),
        };
      }),
    },
    { lineWidth: 0 },
  );
}

function columnEntry({ name, type, tests }: ColumnTests): object {
  const written = tests.map(({ test, stops }) => {
    const config = { severity: stops ? "error" : "warn" };
    return typeof test === "string"
      ? { [test]: { config } }
      : { accepted_values: { arguments: { values: [...test.accepted] }, config } };
  });
  return { name, ...(type && { data_type: type }), ...(written.length > 0 && { data_tests: written }) };
}

function readme(pipeline: Pipeline): string {
  const lines = [
    `# ${pipeline.title || "A notebook"}`,
    "",
    "A dbt project for dbt-duckdb, written by Eider; not run under dbt there. Put the files of its sources into this folder, then:",
    "",
    "    pip install dbt-duckdb",
    "    dbt build --profiles-dir .",
  ];
  const missing = leftOutLines(pipeline);
  return `${[...lines, ...(missing.length > 0 ? ["", ...missing.map((line) => line.replace(/^ {2}/, "- "))] : [])].join("\n")}\n`;
}
