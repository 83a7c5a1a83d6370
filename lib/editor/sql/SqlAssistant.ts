import { relationKey } from "../../dataflow/relationKey.ts";
import type { Column, EngineError, SqlCheck, SqlCheckRequest } from "../../engine/protocol.ts";
import type { Cell, CellId } from "../../notebook/document.ts";
import { factsOf } from "../../run/factsOf.ts";
import { type AppStore, viewOf } from "../../store/appStore.ts";
import type { RowSource } from "../../store/commands.ts";
import { isReadOnlyHere, relationNames } from "../../store/selectors.ts";
import type { AppState } from "../../store/state.ts";
import { loadTypeScript, typeScriptIfLoaded } from "../../typescript/lazyTypeScript.ts";
import { type FunctionCatalogue, functionsSql, namesOnly, readCatalogue } from "./functionCatalogue.ts";
import type { SqlKnowledge } from "./known.ts";
import { knownNames } from "./knownNames.ts";
import { madeNames } from "./madeNames.ts";

/** What the columns of a cell will be, and what that was found from. */
interface Expected {
  inputs: string;
  columns: readonly Column[] | null;
}

/** A cell that reads cells that read cells…: columns are found out so far back. */
const deepest = 25;

/**
 * What SQL editors know of the notebook, and ask of its engine: columns of cells that have not run yet, errors as one
 * types, functions. It asks only an engine that has started and has nothing else to do, about a notebook that is its
 * user's to run, and never runs anything.
 */
export class SqlAssistant {
  private functions: FunctionCatalogue = namesOnly;
  /** What the functions were asked for; see functionsKey. */
  private functionsOf = "";
  private notebookId = "";
  private readonly expected = new WeakMap<Cell, Expected>();

  constructor(
    private readonly store: AppStore,
    private readonly engine: Pick<RowSource, "checkSql" | "select">,
  ) {}

  /** Settles once TypeScript cells can be read too, whose exports are values in SQL. */
  async ready(): Promise<void> {
    const { cells } = this.store.getState().document;
    // Where the tools cannot be fetched, SQL cells go without those names.
    if (!typeScriptIfLoaded() && cells.some(({ kind }) => kind === "ts"))
      await loadTypeScript().catch(() => null);
  }

  /** What is known around a cell now. Fetches the engine's functions in passing, for the next time. */
  knowledge(cellId: CellId | null): SqlKnowledge {
    void this.ready();
    void this.learnFunctions();
    const state = this.store.getState();
    const expected = (cell: Cell) => this.expected.get(cell)?.columns ?? null;
    return { ...knownNames(state, cellId, expected), functions: this.functions };
  }

  /**
   * What is wrong with a cell's text; null where nothing can be said now. Columns of the cells that it reads and that
   * have not run are found out on the way.
   */
  async check(cellId: CellId, text: string): Promise<EngineError[] | null> {
    const cell = this.store.getState().document.cells.find(({ id }) => id === cellId);
    if (!cell || !this.mayAsk()) return null;
    const found = await this.ask({ ...cell, source: text }, new Set([cellId]));
    return found && !found.isSkipped ? found.errors : null;
  }

  /** Finds out the columns of the relations that a text reads, as far as their cells have not run. */
  async learn(cellId: CellId, text: string): Promise<void> {
    const cell = this.store.getState().document.cells.find(({ id }) => id === cellId);
    if (cell && this.mayAsk()) await this.stubsFor({ ...cell, source: text }, new Set([cellId]));
  }

  private mayAsk(): boolean {
    const state = this.store.getState();
    const isLoading = state.sources.some(({ status }) => status === "loading");
    return (
      state.engine.status === "ready" &&
      state.origin === "own" &&
      !state.busy &&
      !isLoading &&
      !isReadOnlyHere(state)
    );
  }

  private async ask(cell: Cell, above: ReadonlySet<CellId>): Promise<SqlCheck | null> {
    const { stubs, opaque } = await this.stubsFor(cell, above);
    if (!this.mayAsk()) return null;
    const answer = await this.engine.checkSql({
      sql: cell.source,
      stubs,
      opaque,
      names: [...relationNames(this.store.getState())],
    });
    return answer.ok ? answer.value : null;
  }

  /** What a cell reads: with its columns where they are known, else as a name of which nothing is. */
  private async stubsFor(
    cell: Cell,
    above: ReadonlySet<CellId>,
  ): Promise<Pick<SqlCheckRequest, "stubs" | "opaque">> {
    const state = this.store.getState();
    const stubs: SqlCheckRequest["stubs"] = [];
    const opaque = opaqueNames(state);
    for (const read of factsOf(cell).reads) {
      const key = relationKey(read);
      const columns = await this.columnsOf(state, key, above);
      if (columns && columns.length > 0) stubs.push({ name: key, columns: [...columns] });
      else if (columns) opaque.push(key);
    }
    return { stubs, opaque };
  }

  /** The columns of a relation by its key: none where they are not known, null where nothing makes a relation so called. */
  private async columnsOf(
    state: AppState,
    key: string,
    above: ReadonlySet<CellId>,
  ): Promise<readonly Column[] | null> {
    const source = state.sources.find(({ relation }) => relationKey(relation) === key);
    if (source) return source.columns;
    if (Object.keys(state.document.sources).some((name) => relationKey(name) === key)) return [];
    const maker = state.document.cells.find((cell) =>
      factsOf(cell).defines.some((name) => relationKey(name) === key),
    );
    if (!maker) return null;
    // What a cell's statements make beside its own relation, the engine alone knows.
    if (relationKey(maker.name) !== key) return [];
    const made = state.relations.find(({ cellId }) => cellId === maker.id);
    if (made && viewOf(state, maker.id).run.status === "done") return made.columns;
    return (await this.expectedOf(maker, above)) ?? made?.columns ?? [];
  }

  /** What a SQL cell's text will give, by the columns that it will read. */
  private async expectedOf(cell: Cell, above: ReadonlySet<CellId>): Promise<readonly Column[] | null> {
    if (cell.kind !== "sql" || above.has(cell.id) || above.size > deepest) return null;
    const within = new Set(above).add(cell.id);
    const { stubs, opaque } = await this.stubsFor(cell, within);
    const inputs = JSON.stringify([stubs, opaque]);
    const known = this.expected.get(cell);
    if (known?.inputs === inputs) return known.columns;
    const found = await this.ask(cell, within);
    if (!found || found.isSkipped) return known?.columns ?? null;
    this.expected.set(cell, { inputs, columns: found.columns });
    return found.columns;
  }

  private async learnFunctions(): Promise<void> {
    const state = this.store.getState();
    const key = functionsKey(state);
    // Macros of another notebook are no business of this one's.
    if (this.notebookId !== state.notebookId) this.functions = namesOnly;
    this.notebookId = state.notebookId;
    if (this.functionsOf === key || !this.mayAsk()) return;
    this.functionsOf = key;
    const answer = await this.engine.select(functionsSql, 10_000);
    if (!answer.ok || this.functionsOf !== key) return;
    // Arrow's reader is large, and comes with the first rows that are drawn.
    const { decodeTextPage } = await import("../../table/textPage.ts");
    const page = decodeTextPage(answer.value.ipc);
    const rows = Array.from({ length: page.rows }, (_, row) =>
      page.columns.map((_name, column) => page.cell(row, column)),
    );
    this.functions = readCatalogue(rows);
  }
}

/** Changes with the notebook, and with the macros that its cells have made: then the engine has other functions. */
function functionsKey(state: AppState): string {
  const made = state.document.cells.flatMap((cell) =>
    viewOf(state, cell.id).run.status === "done" ? madeNames(cell) : [],
  );
  return [state.notebookId, ...made].join("\n");
}

/** Names that cells make with statements of their own and have not made yet. */
function opaqueNames(state: AppState): string[] {
  return state.document.cells.flatMap((cell) =>
    viewOf(state, cell.id).run.status === "done" ? [] : madeNames(cell),
  );
}
