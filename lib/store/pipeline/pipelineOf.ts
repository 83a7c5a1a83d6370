import { runOrder } from "../../dataflow/runOrder.ts";
import type { Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import type { TypedValue } from "../../params/bindParam.ts";
import { cellStatements, variableName, withVariables } from "../../pipeline/cellStatements.ts";
import type { Pipeline, PipelineModel, PipelineSource, PipelineVariable } from "../../pipeline/pipeline.ts";
import { fromParquetQuery } from "../../pipeline/sqlScript.ts";
import { scriptContext } from "../../run/executionContext.ts";
import { factsOf } from "../../run/factsOf.ts";
import { loadKindTools } from "../../run/kindTools.ts";
import { loadInputs } from "../../run/lazyInputs.ts";
import { NotebookGraph } from "../../run/notebookGraph.ts";
import { relationLookup } from "../../run/relationLookup.ts";
import { relationOfFile } from "../../run/relationOfFile.ts";
import { isStepKind } from "../../run/runnableKinds.ts";
import type { RunnerDeps } from "../../run/runnerDeps.ts";
import { stepKinds } from "../../run/stepKinds.ts";
import { resolveFiles } from "../../sql/fileReferences.ts";
import { sqlLiteral } from "../../sql/literal.ts";
import { placeholderPath, tokenize } from "../../sql/tokenize.ts";
import type { AppState } from "../state.ts";

type Deps = Pick<RunnerDeps, "store" | "engine" | "sandbox">;

/**
 * The notebook as a pipeline of SQL: sources, inputs as they are set, and every cell that SQL can stand for, each after
 * those it reads. What cannot be, and all that reads it, is left out and said. Cells of steps ask the engine for the columns
 * that they work on, so that their sources have to be there.
 */
export async function pipelineOf(deps: Deps): Promise<Pipeline> {
  const state = deps.store.getState();
  const { document } = state;
  await loadKindTools(document.cells);
  const graph = new NotebookGraph().of(state);
  const { order, blocked } = runOrder(graph);
  const cells = new Map(document.cells.map((cell) => [cell.id, cell]));
  const building = new Building(deps, state);
  for (const { id, error } of blocked) building.leaveOut(cells.get(id), error.message);
  for (const id of order) {
    const cell = cells.get(id);
    const missing = (graph.needs.get(id) ?? [])
      .map((need) => cells.get(need))
      .find((need) => need && building.lacks(need));
    if (!cell || cell.kind === "chart") continue;
    if (cell.kind === "export") {
      building.leaveOut(cell, "It writes files: let what runs the pipeline write them.");
      continue;
    }
    if (missing) building.leaveOut(cell, `It reads ${missing.name}, which is left out.`);
    else await building.add(cell);
  }
  return building.done();
}

class Building {
  private readonly variables: PipelineVariable[] = [];
  private readonly models: PipelineModel[] = [];
  private readonly left = new Map<string, { name: string; why: string }>();
  private readonly typed = new Map<string, TypedValue>();

  constructor(
    private readonly deps: Deps,
    private readonly state: AppState,
  ) {}

  leaveOut(cell: Cell | undefined, why: string): void {
    if (cell && cell.kind !== "chart") this.left.set(cell.id, { name: cell.name, why });
  }

  lacks(cell: Cell): boolean {
    return this.left.has(cell.id);
  }

  async add(cell: Cell): Promise<void> {
    if (cell.kind === "input") return this.addInput(cell);
    if (cell.kind === "ts") return this.addTypeScript(cell);
    const text = isStepKind(cell.kind) ? await this.script(cell) : resolved(cell.source, this.state);
    if (!text.ok) return this.leaveOut(cell, text.error.message);
    const unknown = tokenize(text.value)
      .filter((token) => token.kind === "placeholder")
      .map(placeholderPath)
      .find((path) => !this.variables.some(({ name }) => name === variableName(path)));
    if (unknown !== undefined)
      return this.leaveOut(cell, `It reads {{${unknown}}}, which is not the value of an input cell.`);
    const { before, query } = cellStatements(withVariables(text.value));
    if (before.length === 0 && query === null) return;
    this.models.push({
      name: cell.name,
      kind: cell.kind,
      before,
      query,
      isView: cell.options.keep === "view",
      reads: this.relationsIn(factsOf(cell).reads),
    });
  }

  private async addInput(cell: Cell): Promise<void> {
    const settled = (await loadInputs()).settleInput(cell, relationLookup(this.state));
    if (!settled.ok) return this.leaveOut(cell, settled.error.message);
    for (const [path, given] of Object.entries(settled.value.execution.typed ?? {})) {
      this.typed.set(path, given);
      this.variables.push({ name: variableName(path), literal: sqlLiteral(given.value, given.type) });
    }
  }

  /** SQL cannot stand for it: rows that it made are read from a Parquet file, which whoever runs the pipeline writes. */
  private addTypeScript(cell: Cell): void {
    const { name } = cell;
    const hasRows = this.state.relations.some((relation) => relation.cellId === cell.id);
    if (hasRows)
      this.models.push({
        name,
        kind: "ts",
        before: [],
        query: fromParquetQuery(name),
        isView: true,
        reads: [],
      });
    else this.leaveOut(cell, "It is TypeScript, and made no rows that SQL could read.");
  }

  private async script(cell: Cell): Promise<Outcome<string>> {
    if (!isStepKind(cell.kind)) return { ok: true, value: cell.source };
    const kind = await stepKinds[cell.kind].load();
    return kind.script(cell, scriptContext(this.deps, cell, { values: new Map(), typed: this.typed }));
  }

  private relationsIn(names: readonly string[]): string[] {
    const known = [
      ...Object.keys(this.state.document.sources),
      ...this.models.flatMap(({ name, kind }) => (kind === "input" ? [] : [name])),
    ];
    return known.filter((name) => names.some((read) => read.toLowerCase() === name.toLowerCase()));
  }

  done(): Pipeline {
    const { document } = this.state;
    return {
      title: document.title,
      sources: Object.entries(document.sources).map(([relation, entry]): PipelineSource => {
        const { columns } = relationLookup(this.state).relation(relation) ?? { columns: [] };
        const now = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
        return { relation, entry, columns: columns.length > 0 ? now : (entry.columns ?? null) };
      }),
      variables: this.variables,
      models: this.models,
      leftOut: [...this.left.values()],
    };
  }
}

/** A SQL cell's text with the relations of sources in place of their files' names. */
function resolved(sql: string, state: AppState): Outcome<string> {
  const files = resolveFiles(sql, (_, path) => relationOfFile(path, state));
  return files.ok ? { ok: true, value: files.value.sql } : files;
}
