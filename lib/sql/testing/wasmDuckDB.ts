import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a statement came to. `hang`: no answer within the deadline; `trap`: the engine itself broke. Both cost the engine. */
export type Answer<T> =
  | { status: "ok"; value: T }
  | { status: "error"; message: string }
  | { status: "hang" }
  | { status: "trap"; message: string };

/** A result whose values are text: NULL is null. Non-text columns come as JavaScript prints them; cast in SQL to compare. */
export interface TextRows {
  names: string[];
  rows: (string | null)[][];
}

/** The engine that the app ships (eh bundle, extensions off), each in a process of its own with a deadline per statement. */
export class WasmDuckDB {
  private child: ChildProcess | null = null;
  private lastId = 0;

  /** `setup` runs after each start, also after one that a hang or trap made necessary. */
  constructor(
    private readonly setup: readonly string[] = [],
    private readonly deadlineMs = 10_000,
  ) {}

  query(sql: string): Promise<Answer<TextRows>> {
    return this.ask<TextRows>("query", sql);
  }

  /** Every value as DuckDB's own text cast prints it, with the names and types that DESCRIBE gives. */
  async texts(sql: string): Promise<Answer<{ types: string[]; rows: (string | null)[][] }>> {
    const types = await this.query(`DESCRIBE ${sql}`);
    if (types.status !== "ok") return types;
    const rows = await this.query(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
    if (rows.status !== "ok") return rows;
    return {
      status: "ok",
      value: { types: types.value.rows.map((row) => row[1] ?? ""), rows: rows.value.rows },
    };
  }

  /** DuckDB's own list of the tables a statement reads. */
  tableNames(sql: string): Promise<Answer<string[]>> {
    return this.ask<string[]>("names", sql);
  }

  stop(): void {
    this.child?.kill("SIGKILL");
    this.child = null;
  }

  private async ask<T>(kind: string, sql: string): Promise<Answer<T>> {
    const answer = await this.send<T>(await this.started(), kind, sql);
    if (answer.status === "hang" || answer.status === "trap") this.stop();
    return answer;
  }

  private async started(): Promise<ChildProcess> {
    if (this.child) return this.child;
    const child = fork(fileURLToPath(new URL("./wasmChild.mjs", import.meta.url)), {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: [],
    });
    await new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", (code) => reject(new Error(`DuckDB-WASM did not start (exit ${code}).`)));
    });
    this.child = child;
    const off = ["SET autoinstall_known_extensions=false", "SET autoload_known_extensions=false"];
    for (const sql of [...off, ...this.setup]) {
      const answer = await this.send<TextRows>(child, "query", sql);
      if (answer.status !== "ok")
        throw new Error(`Engine setup failed (${JSON.stringify(answer)}) in: ${sql.slice(0, 300)}`);
    }
    return child;
  }

  private send<T>(child: ChildProcess, kind: string, sql: string): Promise<Answer<T>> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const finish = (answer: Answer<T>) => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        resolve(answer);
      };
      const onExit = () => finish({ status: "trap", message: "the engine's process ended" });
      const onMessage = (message: { id: number; value?: T; error?: string; trap?: boolean }) => {
        if (message.id !== id) return;
        if (message.value !== undefined) finish({ status: "ok", value: message.value });
        else if (message.trap) finish({ status: "trap", message: message.error ?? "" });
        else finish({ status: "error", message: message.error ?? "" });
      };
      const timer = setTimeout(() => finish({ status: "hang" }), this.deadlineMs);
      child.on("message", onMessage);
      child.on("exit", onExit);
      child.send({ id, kind, sql });
    });
  }
}
