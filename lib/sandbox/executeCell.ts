import { LinkedModules } from "../packages/linkModules.ts";
import { cellConsole } from "./cellConsole.ts";
import { cellError, errorText, measureLinesBefore, positionIn } from "./cellError.ts";
import { DuckTime } from "./duckTime.ts";
import { Outbox } from "./outbox.ts";
import { NotPlainData, packValue, unpackValue } from "./packValue.ts";
import { jsonText } from "./plainText.ts";
import type { RunMessage, RunReport } from "./protocol.ts";
import { Relation, type RelationSource } from "./relation.ts";
import { RelationClient } from "./relationClient.ts";
import type { RejectedRow } from "./relationProtocol.ts";
import { sqlTemplate } from "./sqlTemplate.ts";
import { chart, Display, tableOf, toShown } from "./toShown.ts";
import { RowsRefused, writeDefault } from "./writeDefault.ts";

/** What the body of a cell fills; see compileCell. */
interface Out {
  default?: unknown;
  shown?: unknown;
  values: Record<string, unknown>;
  import(specifier: unknown): Promise<object>;
}

/** Of so many rejected rows the error says the line, too. */
const locatedRejects = 100;

/** Names of properties that change what an object is, not what it holds. */
const unsafeNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

type CellBody = (out: Out, ...parameters: unknown[]) => Promise<void>;

const AsyncFunction: new (...parts: string[]) => CellBody = Object.getPrototypeOf(
  async () => undefined,
).constructor;

/**
 * Runs a compiled cell to its end and reports what it does; the last report is `done` or `failed`.
 * `globals` is the object whose properties the cell's code sees as names.
 */
export async function executeCell(
  run: RunMessage,
  enginePort: MessagePort,
  globals: object,
  send: (report: RunReport) => void,
): Promise<void> {
  const execution = new Execution(run, enginePort, send);
  await execution.run(globals);
}

class Execution {
  private readonly client: RelationClient;
  private readonly outbox: Outbox;
  private readonly notices = new Set<string>();
  private readonly fileName: string;
  private readonly linesBefore = measureLinesBefore();
  private rejects: RejectedRow[] = [];
  private rejected = 0;
  private rowsRead = 0;
  private rowsWritten = 0;
  /** Displays of relations that are still being read. */
  private readonly showing: Promise<void>[] = [];

  constructor(
    private readonly message: RunMessage,
    enginePort: MessagePort,
    private readonly send: (report: RunReport) => void,
  ) {
    this.client = new RelationClient(enginePort);
    this.fileName = `${message.name}.ts`;
    const later = setTimeout;
    this.outbox = new Outbox(
      send,
      message.limits,
      () => performance.now(),
      (call, ms) => later(call, ms),
    );
  }

  async run(globals: object): Promise<void> {
    this.send({ type: "started" });
    try {
      const done = await this.complete(globals);
      this.outbox.flush();
      this.send(done);
    } catch (thrown) {
      this.outbox.flush();
      this.send({ type: "failed", error: cellError(thrown, this.fileName, this.linesBefore) });
    }
  }

  private async complete(globals: object): Promise<RunReport> {
    this.define(globals);
    // Made before any code of the cell runs.
    const packages = new LinkedModules(this.message.packages ?? { roots: {}, modules: [] });
    const out: Out = { values: {}, import: async (specifier) => packages.namespace(String(specifier)) };
    await this.body()(out, ...this.message.parameters.map((parameter) => this.argument(parameter, packages)));
    if (out.shown !== undefined) await this.show(out.shown);
    await Promise.all(this.showing);
    const hasRelation = "default" in out;
    if (hasRelation) {
      const onWritten = (rows: number) => {
        this.rowsWritten = rows;
        this.outbox.progressed(this.rowsRead, rows);
      };
      const written = await writeDefault(out.default, this.client, onWritten, this.message.schema);
      for (const notice of written.notices) this.notices.add(notice);
      if (written.rows === 0 && written.rejected > 0) {
        throw new RowsRefused(written.rejected, written.firstRejected ?? "");
      }
      if (written.firstRejected !== null) this.notices.add(`First row set aside: ${written.firstRejected}`);
      this.rowsWritten = written.rows;
      this.rejected += written.rejected;
    }
    await this.writeRejects();
    if (this.rejected > 0 && !hasRelation) {
      this.notices.add(
        `${this.rejected.toLocaleString("en")} rows were left out because the function threw on them.`,
      );
    }
    const dropped = this.outbox.droppedNotice();
    if (dropped) this.notices.add(dropped);
    return {
      type: "done",
      hasRelation,
      rowsWritten: this.rowsWritten,
      rejected: hasRelation ? this.rejected : 0,
      values: this.packed(out.values),
      notices: [...this.notices].slice(0, 1000),
    };
  }

  private body(): CellBody {
    const { js, outName, parameters } = this.message;
    const source = `${js}\n//# sourceURL=${this.fileName}`;
    return new AsyncFunction(outName, ...parameters.map(({ name }) => name), source);
  }

  private argument(parameter: RunMessage["parameters"][number], packages: LinkedModules): unknown {
    const { kind, of } = parameter;
    if (kind === "import") return packages.exported(of, parameter.imported);
    if (kind === "value") return unpackValue(this.message.values[of]);
    const read = this.message.reads.find(({ name }) => name === of);
    return new Relation(
      this.source({
        name: of,
        columns: read?.columns ?? [],
        open: (columns) => this.client.scan(of, columns),
        count: () => this.client.count(of),
      }),
    );
  }

  private source(part: Pick<RelationSource, "name" | "columns" | "open" | "count">): RelationSource {
    return {
      ...part,
      reject: (row, error, value) => this.reject(row, error, value),
      onRows: (rows) => {
        this.rowsRead += rows;
        this.outbox.progressed(this.rowsRead, this.rowsWritten);
        return this.rejects.length > 0 ? this.writeRejects() : undefined;
      },
    };
  }

  private reject(row: number, error: unknown, value: unknown): void {
    // Reading a stack costs more than the row did.
    const at = this.rejected < locatedRejects ? positionIn(error, this.fileName, this.linesBefore) : null;
    const text = errorText(error) + (at ? ` (line ${at.line})` : "");
    if (this.rejected++ === 0)
      this.notices.add(`First row that failed: row ${row.toLocaleString("en")}, ${text}`);
    this.rejects.push({ row, error: text, value: jsonText(value) });
  }

  private async writeRejects(): Promise<void> {
    const { rejects } = this;
    this.rejects = [];
    for (let at = 0; at < rejects.length; at += 1000) await this.client.reject(rejects.slice(at, at + 1000));
  }

  private define(globals: object): void {
    const display = Object.assign((value: unknown) => this.showSoon(value), {
      html: (html: unknown) => this.showSoon(new Display({ type: "html", html: String(html) })),
      chart: (spec: unknown) => this.showSoon(new Display(chart(spec))),
    });
    const console = cellConsole(
      (level, text) => this.outbox.log(level, text),
      (value) => this.showSoon(value),
    );
    const sql = (strings: unknown, ...values: unknown[]) => this.query(strings, values);
    for (const [name, value] of Object.entries({ sql, display, console, DuckTime, Relation })) {
      Object.defineProperty(globals, name, { value, writable: true, configurable: true });
    }
  }

  private query(strings: unknown, values: unknown[]): Relation<unknown> & PromiseLike<unknown[]> {
    if (!isTemplate(strings)) {
      throw new TypeError(
        "sql is a template tag: write sql`select …`, and values go into it in braces after a dollar sign.",
      );
    }
    const { text, params } = sqlTemplate(strings, values);
    // An answer comes back through a message, which no stack reaches: errors get the place of the template.
    const { stack } = new Error("sql");
    const source = this.source({
      name: null,
      columns: null,
      open: async () => {
        const reader = await this.client.sql(text, params).catch((failure: unknown) => {
          if (failure instanceof Error) failure.stack = stack;
          throw failure;
        });
        source.columns = reader.columns;
        return reader;
      },
      count: () => null,
    });
    return awaitable<unknown>(new Relation<unknown>(source));
  }

  private showSoon(value: unknown): void {
    if (value instanceof Relation) this.showing.push(this.show(value));
    else this.showNow(value);
  }

  private async show(value: unknown): Promise<void> {
    if (!(value instanceof Relation)) return this.showNow(value);
    const { tableRows } = this.message.limits;
    const rows: unknown[] = [];
    for await (const batch of value.batches()) {
      for (const row of batch) if (rows.length <= tableRows) rows.push(row);
      if (rows.length > tableRows) break;
    }
    const total = rows.length > tableRows ? await this.knownCount(value) : rows.length;
    this.put(tableOf(rows, total, tableRows));
  }

  private async knownCount(relation: Relation): Promise<number | null> {
    return relation.name === null ? null : relation.count();
  }

  private showNow(value: unknown): void {
    this.put(toShown(value, this.message.limits.tableRows));
  }

  private put({ shown, notice }: ReturnType<typeof toShown>): void {
    this.outbox.show(shown);
    if (notice) this.notices.add(notice);
  }

  /** Exported values that other cells can have; of the others a notice says why not. */
  private packed(values: Record<string, unknown>): Record<string, unknown> {
    const packed: Record<string, unknown> = {};
    let left = this.message.limits.valueBytes;
    for (const [name, value] of Object.entries(values)) {
      try {
        if (unsafeNames.has(name)) throw new NotPlainData("no value can have this name");
        if (value instanceof Relation)
          throw new NotPlainData("it is a relation; export await it.toArray(), or a cell of its own");
        const { packed: ready, bytes } = packValue(value, left);
        left -= bytes;
        packed[name] = ready;
      } catch (thrown) {
        if (!(thrown instanceof NotPlainData)) throw thrown;
        this.notices.add(`Other cells do not see "${name}": ${thrown.message}.`);
      }
    }
    return packed;
  }
}

function isTemplate(strings: unknown): strings is readonly string[] {
  return Array.isArray(strings) && "raw" in strings;
}

/** The method by which `await` asks for a value; a query is read whole where it is awaited. */
const whenAwaited = "then";

function awaitable<Row>(relation: Relation<Row>): Relation<Row> & PromiseLike<Row[]> {
  const rows: PromiseLike<Row[]>["then"] = (fulfilled, rejected) =>
    relation.toArray().then(fulfilled, rejected);
  return Object.assign(relation, { [whenAwaited]: rows });
}
