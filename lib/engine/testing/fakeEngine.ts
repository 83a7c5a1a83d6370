import { tableFromArrays, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import type {
  EngineApi,
  EngineError,
  FilePart,
  KeptResult,
  Outcome,
  RunEvent,
  RunRequest,
  RunResult,
} from "../protocol.ts";

interface FakeRows {
  columns: { name: string; type: string }[];
  rows: (string | null)[][];
}

type Answer = (relations: ReadonlyMap<string, FakeRows>) => FakeRows | EngineError | "runs for ever";

/** The statements of the contract, and what they come to; a test may teach the fake more. */
const known: Record<string, Answer> = {
  "select 42 as answer": () => integers("answer", [42]),
  "select range as n from range(1000)": () =>
    integers(
      "n",
      Array.from({ length: 1000 }, (_, i) => i),
    ),
  "select 1 as n where false": () => integers("n", []),
  "select n * 2 as m from numbers": (relations) => {
    const numbers = relations.get("numbers");
    if (!numbers) return { code: "sql", message: "Table numbers does not exist", line: 1, column: 24 };
    return integers(
      "m",
      numbers.rows.map(([n]) => Number(n) * 2),
    );
  },
  "select *\nfrom nowhere": () => ({
    code: "sql",
    message: "Table nowhere does not exist",
    line: 2,
    column: 6,
  }),
  "select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3": () =>
    "runs for ever",
};

/**
 * An engine without DuckDB: it knows a few statements by heart and keeps the contract around them
 * (names, kept results, pages, cancellation, failures as data). For tests of what stands on an engine.
 */
export class FakeEngine implements EngineApi {
  readonly ran: string[] = [];
  private readonly relations = new Map<string, FakeRows>();
  private readonly results = new Map<string, FakeRows>();
  private readonly waiting = new Map<number, () => void>();
  private readonly answers: Record<string, Answer>;

  constructor(taught: Record<string, Answer> = {}) {
    this.answers = { ...known, ...taught };
  }

  async start(): ReturnType<EngineApi["start"]> {
    return { ok: true, value: await this.info() };
  }

  async info() {
    return { duckdb: "fake", memoryLimitBytes: 1, heapBytes: 0, extensions: [], notices: [] };
  }

  async run(request: RunRequest, _onEvent: (event: RunEvent) => void): Promise<Outcome<RunResult>> {
    this.ran.push(request.name);
    const answer = this.answers[request.sql]?.(this.relations) ?? {
      code: "sql" as const,
      message: `The fake does not know: ${request.sql}`,
    };
    if (answer === "runs for ever") {
      await new Promise<void>((resolve) => this.waiting.set(request.runId, resolve));
      return { ok: false, error: { code: "cancelled", message: "The statement was stopped." } };
    }
    if ("code" in answer) return { ok: false, error: answer };
    this.relations.set(request.name.toLowerCase(), answer);
    return { ok: true, value: { result: this.keep(answer), messages: [], elapsedMs: 1 } };
  }

  async cancel(runId: number): Promise<void> {
    this.waiting.get(runId)?.();
    this.waiting.delete(runId);
  }

  async page(resultKey: string, offset: number, limit: number): Promise<Outcome<Uint8Array>> {
    const rows = this.results.get(resultKey);
    if (!rows) return { ok: false, error: { code: "sql", message: "These rows are no longer kept." } };
    return { ok: true, value: textIpc(rows, offset, limit) };
  }

  async openView(): ReturnType<EngineApi["openView"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake has no views." } };
  }

  async valuesOf(): ReturnType<EngineApi["valuesOf"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake counts no values." } };
  }

  async closeView(): Promise<void> {
    return undefined;
  }

  async relation(name: string): ReturnType<EngineApi["relation"]> {
    const rows = this.relations.get(name.toLowerCase());
    if (!rows) return { ok: false, error: { code: "sql", message: `Table ${name} does not exist` } };
    return { ok: true, value: { name, columns: rows.columns, rowCount: rows.rows.length } };
  }

  async relationPage(name: string, offset: number, limit: number): Promise<Outcome<Uint8Array>> {
    const rows = this.relations.get(name.toLowerCase());
    if (!rows) return { ok: false, error: { code: "sql", message: `Table ${name} does not exist` } };
    return { ok: true, value: textIpc(rows, offset, limit) };
  }

  async select(): ReturnType<EngineApi["select"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake does not select." } };
  }

  async columnStats(): ReturnType<EngineApi["columnStats"]> {
    return { ok: true, value: [] };
  }

  async resultSql(): ReturnType<EngineApi["resultSql"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake does not select." } };
  }

  async checkSql(): ReturnType<EngineApi["checkSql"]> {
    return { ok: true, value: { isSkipped: true, errors: [], columns: null } };
  }

  async addSources(): ReturnType<EngineApi["addSources"]> {
    return [];
  }

  async inspect(): Promise<Outcome<FilePart[]>> {
    return { ok: true, value: [{ name: "", options: {} }] };
  }

  async preview(): ReturnType<EngineApi["preview"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake does not preview." } };
  }

  async rejectedRows(): ReturnType<EngineApi["rejectedRows"]> {
    return { ok: true, value: { rows: [], total: 0, unfixable: null } };
  }

  async tryFixes(...[, fixes]: Parameters<EngineApi["tryFixes"]>): ReturnType<EngineApi["tryFixes"]> {
    return { ok: true, value: fixes.map(() => null) };
  }

  async cancelSource(): Promise<void> {
    return undefined;
  }

  async dropSource(relation: string): Promise<void> {
    this.relations.delete(relation.toLowerCase());
  }

  async openRelations(): Promise<void> {
    return undefined;
  }

  async closeRelations(): ReturnType<EngineApi["closeRelations"]> {
    return { ok: true, value: null };
  }

  async exportRelation(): ReturnType<EngineApi["exportRelation"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake does not export." } };
  }

  async writeOut(): ReturnType<EngineApi["writeOut"]> {
    return { ok: false, error: { code: "unsupported", message: "The fake does not write out." } };
  }

  private keep(rows: FakeRows): KeptResult {
    const resultKey = `k${this.results.size + 1}`;
    this.results.set(resultKey, rows);
    const rowCount = rows.rows.length;
    const firstRows = Math.min(rowCount, 200);
    const firstPage = textIpc(rows, 0, firstRows);
    return { resultKey, columns: rows.columns, rowCount, kept: "table", firstPage, firstRows };
  }
}

function integers(name: string, values: number[]): FakeRows {
  return { columns: [{ name, type: "INTEGER" }], rows: values.map((value) => [String(value)]) };
}

function textIpc({ columns, rows }: FakeRows, offset: number, limit: number): Uint8Array {
  const part = rows.slice(offset, offset + limit);
  const vectors = columns.map(({ name }, i) => [
    name,
    vectorFromArray(
      part.map((row) => row[i] ?? null),
      new Utf8(),
    ),
  ]);
  return tableToIPC(tableFromArrays(Object.fromEntries(vectors)), "stream");
}
