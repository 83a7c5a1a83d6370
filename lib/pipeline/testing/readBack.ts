import { parse } from "yaml";
import { bareName } from "../../sql/bareName.ts";
import type { PipelineFile } from "../pipeline.ts";

/** The texts that a Python script gives to `con.execute`, as Python would read them; for tests only. */
export function pythonStatements(script: string): string[] {
  const literal = /^con\.execute\((?:"""\n([\s\S]*?)\n"""|"((?:[^"\\]|\\.)*)")\)$/gm;
  return [...script.matchAll(literal)].map(([, long, short]) =>
    (long ?? short ?? "").replace(/\\(.)/g, (_, sign: string) => (sign === "r" ? "\r" : sign)),
  );
}

/** A model as dbt would make it: its relation and the statements for it. */
export interface BuiltModel {
  relation: string;
  statements: string[];
}

interface Parsed {
  model: string;
  relation: string;
  refs: string[];
  statements: string[];
}

/** As much of dbt as resolves the projects that Eider writes: refs, sources, vars, hooks, aliases; for tests only. */
export function builtModels(files: readonly PipelineFile[]): BuiltModel[] {
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";
  const { vars = {} } = parse(textOf("dbt_project.yml"));
  const locations = new Map<string, string>();
  for (const source of parse(textOf("models/sources/sources.yml")).sources)
    for (const { name, config } of source.tables)
      locations.set(name, config.meta.external_location.replaceAll("%%", "%"));
  const sqlFiles = files.filter(({ path }) => path.endsWith(".sql"));
  const models = sqlFiles.map(({ path, text }) => {
    const model = path.replace(/^.*\/|\.sql$/g, "");
    return { model, ...configured(text, model) };
  });
  const relationOf = new Map(models.map(({ model, alias }) => [model, alias]));
  const parsed = models.map(({ model, alias, materialized, hooks, body }): Parsed => {
    const refs: string[] = [];
    const render = (sql: string) =>
      sql.replace(/\{\{ (?:(\w+)\('([^']*)'(?:, '([^']*)')?\)|("(?:[^"\\]|\\.)*")) \}\}/g, (...found) => {
        const [, call, first, second, text] = found as (string | undefined)[];
        if (text !== undefined) return JSON.parse(text);
        if (call === "var") return vars[first ?? ""];
        if (call === "source") return locations.get(second ?? "");
        refs.push(first ?? "");
        return bareName(relationOf.get(first ?? "") ?? "missing");
      });
    const made = `create or replace ${materialized} ${bareName(alias)} as (\n${render(body)}\n)`;
    return { model, relation: alias, refs, statements: [...hooks.map(render), made] };
  });
  return ordered(parsed);
}

function configured(text: string, model: string) {
  const end = text.indexOf("\n) }}\n");
  const config = text.slice(0, end);
  const option = (name: string) => new RegExp(`\\b${name}=("(?:[^"\\\\]|\\\\.)*")`).exec(config)?.[1];
  const hooks = /pre_hook=\[\n([\s\S]*)\n {2}\]/.exec(config)?.[1];
  return {
    alias: JSON.parse(option("alias") ?? JSON.stringify(model)) as string,
    materialized: JSON.parse(option("materialized") ?? '"table"') as string,
    hooks: hooks === undefined ? [] : (JSON.parse(`[${hooks}]`) as string[]),
    body: text.slice(end + "\n) }}\n".length).trim(),
  };
}

function ordered(models: readonly Parsed[]): BuiltModel[] {
  const done = new Set<string>();
  const built: BuiltModel[] = [];
  while (built.length < models.length) {
    const next = models.find(({ model, refs }) => !done.has(model) && refs.every((ref) => done.has(ref)));
    if (!next) throw new Error("The models read each other in a circle.");
    done.add(next.model);
    built.push(next);
  }
  return built;
}
