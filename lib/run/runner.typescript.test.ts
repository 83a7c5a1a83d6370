import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { DuckTime } from "../sandbox/duckTime.ts";
import { packValue } from "../sandbox/packValue.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const notebook = () => [
  cellOf("limits", "export const factor = 2; export const since = when()", "ts"),
  cellOf("priced", "select {{Factor}} as f, {{ since }} as s"),
];

describe("TypeScript cells", () => {
  it("their exported values reach SQL bound, found without case", async () => {
    const stage = new RunnerStage(notebook());
    const since = packValue(new DuckTime("TIMESTAMP_NS", 1n)).packed;
    stage.sandbox.answers.set("limits", { values: { factor: 10n ** 18n, since } });
    await stage.runner.run();
    expect(stage.states()).toEqual({ limits: "done", priced: "done" });
    expect(stage.engine.requests[0]).toMatchObject({
      sql: "select {{Factor}} as f, CAST({{ since }} AS TIMESTAMP_NS) as s",
      params: { factor: 10n ** 18n, since: "1970-01-01 00:00:00.000000001" },
    });
  });

  it("the values disappear when the cell fails", async () => {
    const cells = [...notebook(), cellOf("later", "factor + 1", "ts"), cellOf("apart", "1 + 1", "ts")];
    const stage = new RunnerStage(cells);
    stage.sandbox.answers.set("limits", { values: { factor: 1, since: null } });
    await stage.runner.run();
    expect(stage.sandbox.requests.at(-1)?.values.get("factor")).toBe(1);
    // From here on the cell fails.
    stage.sandbox.answers.set("limits", { code: "sql", message: "when is not a function", line: 1 });
    await stage.runner.run(["limits"]);
    expect(stage.states()).toMatchObject({ limits: "failed", priced: "stale", later: "stale" });
    await stage.runner.run(["apart"]);
    expect(stage.sandbox.requests.at(-1)?.values.size).toBe(0);
    await stage.runner.run(["later"]);
    expect(stage.states().later).toBe("blocked");
    expect(stage.errorOf("later")).toContain('"limits"');
  });

  it("a value that SQL has no form for is an error at its place", async () => {
    const stage = new RunnerStage(notebook());
    stage.sandbox.answers.set("limits", { values: { factor: 1, since: { year: 2024 } } });
    await stage.runner.run();
    expect(stage.run("priced")).toMatchObject({
      status: "failed",
      error: { message: "since is an object, which cannot be a value in SQL.", line: 1, column: 25 },
    });
  });

  it("a relation that the cell wrote is kept, with a notice of rows that failed", async () => {
    const stage = new RunnerStage([cellOf("made", "export default [1]", "ts")]);
    stage.sandbox.answers.set("made", { hasRelation: true, rejected: 3, notices: ["n became DOUBLE"] });
    await stage.runner.run();
    expect(stage.view("made").output).toMatchObject({
      result: { rowCount: 1 },
      notices: ["3 rows failed and are in made__rejects.", "n became DOUBLE"],
    });
    expect(stage.store.getState().relations.map(({ name }) => name)).toEqual(["made"]);
  });

  it("only relations that the cell names are opened to it, and never its own", async () => {
    const reader = cellOf("made", "export default a.map((row) => ({ ...row, made: 1 }))", "ts");
    const stage = new RunnerStage([cellOf("a", "select 1 as n"), cellOf("secret", "select 2 as n"), reader]);
    stage.sandbox.answers.set("made", { hasRelation: true });
    await stage.runner.run();
    await stage.runner.run(["made"]);
    expect(stage.sandbox.requests[1]?.reads.map(({ name }) => name)).toEqual(["a"]);
  });

  it("a running cell is stopped in the sandbox", async () => {
    const stage = new RunnerStage([cellOf("loop", "for (;;) {}", "ts")]);
    stage.sandbox.answers.set("loop", "runs for ever");
    const running = stage.runner.run();
    await stage.reaches("loop", "running");
    while (stage.sandbox.requests.length === 0) await Promise.resolve();
    await stage.runner.stop();
    await running;
    expect(stage.run("loop").status).toBe("cancelled");
  });

  it("a cell stopped before the sandbox had it does not begin", async () => {
    const stage = new RunnerStage([cellOf("loop", "for (;;) {}", "ts")]);
    stage.sandbox.answers.set("loop", "runs for ever");
    const running = stage.runner.run();
    await stage.reaches("loop", "running");
    await stage.runner.stop();
    await running;
    expect(stage.run("loop").status).toBe("cancelled");
    expect(stage.sandbox.requests).toEqual([]);
  });

  it("a cell that waits for rows of an engine that was replaced is stopped", async () => {
    const stage = new RunnerStage([cellOf("loop", "await a.toArray()", "ts")]);
    stage.sandbox.answers.set("loop", "runs for ever");
    const running = stage.runner.run();
    while (stage.sandbox.requests.length === 0) await stage.reaches("loop", "running");
    stage.runner.forgetResults();
    await running;
    expect(stage.run("loop").status).toBe("cancelled");
  });

  it("a cell that was deleted leaves no values behind", async () => {
    const stage = new RunnerStage([...notebook(), cellOf("later", "typeof factor", "ts")]);
    stage.sandbox.answers.set("limits", { values: { factor: 1, since: null } });
    await stage.runner.run();
    stage.store.setState(({ document }) => ({
      document: { ...document, cells: document.cells.filter(({ id }) => id !== "limits") },
    }));
    await stage.runner.run(["later"]);
    expect(stage.sandbox.requests.at(-1)?.values.has("factor")).toBe(false);
  });

  it("a pinned schema goes with the run; one that cannot be used, or has no rows, is said before", async () => {
    const pinned = (name: string, source: string, schema: string) => ({
      ...cellOf(name, source, "ts"),
      options: { schema },
    });
    const stage = new RunnerStage([
      pinned("good", "export default [{ a: 1 }]", "a BIGINT"),
      pinned("bad", "export default [{ a: 1 }]", "a WIBBLE"),
      pinned("none", "1 + 1", "a BIGINT"),
    ]);
    await stage.runner.run();
    expect(stage.sandbox.requests.map(({ name, schema }) => [name, schema])).toEqual([
      ["good", [{ name: "a", type: { kind: "scalar", name: "BIGINT" } }]],
    ]);
    expect(stage.errorOf("bad")).toContain("WIBBLE");
    expect(stage.errorOf("none")).toContain("exports no rows");
  });

  it("reaches addresses in its sql templates before it runs, and reads their relations and those of files", async () => {
    const source = `const a = 1;\nexport default await sql\`select \${a}, * from 's3://b/x.parquet' join 'Visits.CSV' using (id)\`;`;
    const stage = new RunnerStage([cellOf("read", source, "ts")]);
    const reached: string[] = [];
    stage.reach = async (sql) => {
      reached.push(sql);
      return null;
    };
    const ready = { status: "ready" as const, columns: [], receipt: null, progress: null };
    stage.store.setState(({ document }) => ({
      document: {
        ...document,
        sources: { x: { location: "s3://b/x.parquet" }, visits: { location: "file:visits.csv" } },
      },
      sources: [
        { id: 1, file: "s3://b/x.parquet", relation: "x", ...ready },
        { id: 2, file: "visits.csv", relation: "visits", ...ready },
      ],
    }));
    await stage.runner.run();
    expect(reached).toEqual(["select {{p0}}, * from 's3://b/x.parquet' join 'Visits.CSV' using (id)"]);
    expect(stage.sandbox.requests[0]?.reads.map(({ name }) => name)).toEqual(["x", "visits"]);
    stage.reach = async () => ({ code: "file", message: "No connection.", line: 1, column: 23, length: 18 });
    await stage.runner.run();
    expect(stage.run("read")).toMatchObject({
      error: { message: "No connection.", line: 2, column: 46, length: 18 },
    });
  });
});
