import { failedReceipt } from "../../engine/failedReceipt.ts";
import type {
  Column,
  EngineApi,
  EngineError,
  EngineInfo,
  ExportFormat,
  ExportTarget,
  FilePart,
  Outcome,
  Receipt,
  RunEvent,
  RunRequest,
  RunResult,
  SourceEvent,
  SourceOptions,
  SourceRequest,
  SqlCheck,
  SqlCheckRequest,
} from "../../engine/protocol.ts";
import type { ReadingOptions, SourcePreview } from "../../engine/sourcePreview.ts";
import { stoppedReceipt } from "../../engine/stoppedReceipt.ts";
import { FakeEngine } from "../../engine/testing/fakeEngine.ts";
import type { WriteOutPlan, WriteOutTarget } from "../../writeOut/plan.ts";

interface Gate {
  opened: Promise<void>;
  open: () => void;
}

/**
 * A fake engine for tests of what happens around it: any statement makes one row,
 * unless the test says that a cell fails or is held until it is let go.
 */
export class StageEngine implements EngineApi {
  private readonly fake = new FakeEngine();

  /** `startsWith` is what its start has to say beside the usual. */
  constructor(private readonly startsWith: Partial<EngineInfo> = {}) {}

  readonly requests: RunRequest[] = [];
  readonly loaded: {
    relation: string;
    file: string;
    format?: string;
    parts?: string[];
    location?: string;
    options?: SourceOptions;
  }[] = [];
  /** What previews answer, where the test says so. */
  previewOf: (how: ReadingOptions) => Outcome<SourcePreview> | null = () => null;
  readonly previewed: { file: string; how: ReadingOptions }[] = [];
  readonly dropped: string[] = [];
  readonly exported: { name: string; target: ExportTarget }[] = [];
  /** What runs of a cell fail with, by its name. */
  readonly failing = new Map<string, EngineError>();
  /** Files that cannot be loaded, and why, by file name. */
  readonly unreadable = new Map<string, string>();
  /** An engine so busy that a cancel has no effect. */
  isDeaf = false;
  /** Called with every event that a run may send, so that tests can send some. */
  onEvent: (event: RunEvent) => void = () => undefined;
  private readonly held = new Map<string, Gate>();
  private readonly running = new Map<number, { gate: Gate; cancelled: boolean }>();
  private readonly writing = new Map<number, string>();
  private readonly stopped = new Set<string>();
  private loading: Gate | null = null;
  /** File name → its columns; one called id for all others. */
  readonly columns = new Map<string, Column[]>();
  /** File name → the relations that a file of it can give; one for all others. */
  readonly holds = new Map<string, FilePart[]>();

  /** Runs of the cell wait until the answer is called or they are cancelled. */
  hold(name: string): () => void {
    const gate = newGate();
    this.held.set(name, gate);
    return () => {
      this.held.delete(name);
      gate.open();
    };
  }

  /** Loads of sources wait until the answer is called. */
  holdLoading(): () => void {
    const gate = newGate();
    this.loading = gate;
    return () => {
      this.loading = null;
      gate.open();
    };
  }

  async run(request: RunRequest, onEvent: (event: RunEvent) => void): Promise<Outcome<RunResult>> {
    this.requests.push(request);
    this.onEvent = onEvent;
    const gate = this.held.get(request.name);
    if (gate) {
      const entry = { gate, cancelled: false };
      this.running.set(request.runId, entry);
      await gate.opened;
      this.running.delete(request.runId);
      if (entry.cancelled) return { ok: false, error: { code: "cancelled", message: "Stopped." } };
    }
    const error = this.failing.get(request.name);
    if (error) return { ok: false, error };
    return this.fake.run({ ...request, sql: "select 42 as answer" }, onEvent);
  }

  async start(): ReturnType<EngineApi["start"]> {
    return { ok: true, value: { ...(await this.fake.info()), ...this.startsWith } };
  }

  readonly info = () => this.fake.info();
  readonly page: EngineApi["page"] = (...args) => this.fake.page(...args);
  readonly openView = () => this.fake.openView();
  readonly valuesOf = () => this.fake.valuesOf();
  readonly closeView = () => this.fake.closeView();
  readonly relation: EngineApi["relation"] = (name) => this.fake.relation(name);
  readonly relationPage: EngineApi["relationPage"] = (...args) => this.fake.relationPage(...args);
  /** What was selected. */
  readonly selected: string[] = [];
  readonly select: EngineApi["select"] = (sql) => {
    this.selected.push(sql);
    return this.fake.select();
  };
  readonly columnStats = () => this.fake.columnStats();
  readonly resultSql = () => this.fake.resultSql();
  /** What checks of SQL were asked for, and what they answer. */
  readonly checked: SqlCheckRequest[] = [];
  checkOf: (request: SqlCheckRequest) => SqlCheck = () => ({ isSkipped: false, errors: [], columns: null });
  readonly checkSql: EngineApi["checkSql"] = async (request) => {
    this.checked.push(request);
    return { ok: true, value: this.checkOf(request) };
  };
  readonly rejectedRows = () => this.fake.rejectedRows();
  readonly tryFixes: EngineApi["tryFixes"] = (...args) => this.fake.tryFixes(...args);

  async cancel(runId: number): Promise<void> {
    const entry = this.running.get(runId);
    if (!entry || this.isDeaf) return;
    entry.cancelled = true;
    entry.gate.open();
  }

  async addSources(requests: SourceRequest[], onEvent: (event: SourceEvent) => void): Promise<Receipt[]> {
    await this.loading?.opened;
    return requests.map(({ file, relation, parts, location, format, options }) => {
      if (this.stopped.delete(relation)) return stoppedReceipt(file.name, relation, file.size);
      const problem = this.unreadable.get(file.name);
      if (problem !== undefined) return failedReceipt(file.name, relation, file.size, problem);
      this.loaded.push({
        relation,
        file: file.name,
        ...(parts && { parts: parts.map(({ path }) => path) }),
        ...(location && { location }),
        ...(format && { format }),
        ...(options && { options }),
      });
      const receipt: Receipt = {
        ...failedReceipt(file.name, relation, file.size, ""),
        relation,
        format: "csv",
        rows: 3,
        loaded: 3,
        error: null,
      };
      onEvent({
        type: "ready",
        relation,
        columns: this.columns.get(file.name) ?? [{ name: "id", type: "BIGINT" }],
        receipt,
      });
      return receipt;
    });
  }

  async inspect(file: File): Promise<Outcome<FilePart[]>> {
    return { ok: true, value: this.holds.get(file.name) ?? [{ name: "", options: {} }] };
  }

  async preview(file: File, how: ReadingOptions): ReturnType<EngineApi["preview"]> {
    this.previewed.push({ file: file.name, how });
    return this.previewOf(how) ?? this.fake.preview();
  }

  async cancelSource(relation: string): Promise<void> {
    this.stopped.add(relation);
    this.loading?.open();
  }

  async dropSource(relation: string): Promise<void> {
    this.dropped.push(relation);
  }

  async openRelations(...[runId, name]: Parameters<EngineApi["openRelations"]>): Promise<void> {
    this.writing.set(runId, name);
  }

  async closeRelations(
    ...[runId, keep]: Parameters<EngineApi["closeRelations"]>
  ): ReturnType<EngineApi["closeRelations"]> {
    const name = this.writing.get(runId) ?? "";
    if (!keep) return { ok: true, value: null };
    const made = await this.fake.run(
      { runId, name, sql: "select 42 as answer", params: {} },
      () => undefined,
    );
    return made.ok ? { ok: true, value: made.value.result } : made;
  }

  readonly wroteOut: { plan: WriteOutPlan; target: WriteOutTarget }[] = [];
  /** What writing out comes to, where that is not one file. */
  outcome: Awaited<ReturnType<EngineApi["writeOut"]>> | null = null;
  writeOut: EngineApi["writeOut"] = async (plan, target) => {
    this.wroteOut.push({ plan, target });
    const file = "target" in target && target.target.kind === "opfs" ? new File(["x"], "x") : null;
    const notes: string[] = ["As it was."];
    return (
      this.outcome ?? { ok: true, value: { files: [], rows: 2, bytes: 1234, notes, file, manifest: null } }
    );
  };

  async exportRelation(
    name: string,
    format: ExportFormat,
    target: ExportTarget,
  ): ReturnType<EngineApi["exportRelation"]> {
    this.exported.push({ name, target });
    if (!(await this.fake.relation(name)).ok)
      return { ok: false, error: { code: "sql", message: `There is no ${name}.` } };
    const file = target.kind === "opfs" ? new File(["answer\n42\n"], target.fileName) : null;
    return { ok: true, value: { rows: 1234, bytes: 10, file, notes: [`Written as ${format}.`] } };
  }
}

function newGate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
