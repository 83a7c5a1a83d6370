import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { applyEdits } from "../sql/textEdits.ts";
import { renamedAlso } from "./exportCell.ts";
import { renameInCell } from "./renameInCell.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const outOf = (source = "", from = "a") => [
  cellOf("a", "select 1 as n"),
  cellOf("b", "select 2 as n"),
  cellOf("out", source, "export", { from }),
];

describe("a cell that writes files", () => {
  it("runs only when it is itself asked for, and brings what it writes up to date first", async () => {
    const stage = new RunnerStage(outOf());
    await stage.runner.run();
    await stage.runner.run(undefined, "stale");
    await stage.runner.run(["out"], "above");
    await stage.runner.run(["a"], "below");
    await stage.runner.run(["a"], "readers");
    expect(stage.written).toEqual([]);
    expect(stage.states()).toEqual({ a: "done", b: "done", out: "idle" });

    stage.edit("a", "select 3 as n");
    const before = stage.ran().length;
    await stage.runner.run(["out"]);
    expect(stage.ran().slice(before)).toEqual(["a"]);
    expect(stage.written.map(({ relations }) => relations)).toEqual([["a"]]);
    expect(stage.states().out).toBe("done");
  });

  it("does not run by itself where edits run what they change, and is stale then", async () => {
    const stage = new RunnerStage(outOf()).runsByItself();
    await stage.runner.run(["out"]);
    stage.edit("a", "select 3 as n");
    await stage.reaches("a", "stale");
    await stage.reaches("a", "done");
    expect(stage.written).toHaveLength(1);
    expect(stage.states().out).toBe("stale");
  });

  it("writes several relations in the order in which it names them", async () => {
    const stage = new RunnerStage(outOf("format: xlsx\nalso: [b]"));
    await stage.runner.run(["out"]);
    expect(stage.ran()).toEqual(["a", "b"]);
    expect(stage.written[0]).toMatchObject({ relations: ["a", "b"], recipe: { format: "xlsx" } });
  });

  it("says what was written, and how it is known", async () => {
    const stage = new RunnerStage(outOf());
    const files = [{ path: "a.csv", rows: 1200, bytes: 34_567, sha256: "f".repeat(64) }];
    const notes = ["n: TIMETZ was written as text."];
    stage.writeOut = async () => ({
      ok: true,
      value: { where: "a.csv", files, rows: 1200, bytes: 34_567, notes, isReadBack: true, marker: null },
    });
    await stage.runner.run(["out"]);
    expect(stage.view("out").output).toMatchObject({
      result: null,
      messages: ["Written to a.csv: 1 file, 1,200 rows, 34,567 bytes. Read back and compared."],
      notices: notes,
      shown: [{ type: "table", rows: [["a.csv", "1,200", "34,567", "f".repeat(64)]] }],
    });
  });

  it.each<[string, string, string | RegExp]>([
    ["", "", "This export does not say what it writes."],
    ["format: avro", "a", 'There is no format "avro".'],
  ])("writes nothing of %j from %j", async (source, from, message) => {
    const stage = new RunnerStage(outOf(source, from));
    await stage.runner.run(["out"]);
    expect(stage.written).toEqual([]);
    expect(stage.errorOf("out")).toBe(message);
  });

  it("is blocked where what it writes is not there, and fails as the writing does", async () => {
    const stage = new RunnerStage(outOf("", "gone"));
    await stage.runner.run(["out"]);
    expect(stage.errorOf("out")).toContain('"gone"');
    const full = new RunnerStage(outOf());
    full.writeOut = async () => ({ ok: false, error: { code: "file", message: "The disk is full." } });
    await full.runner.run(["out"]);
    expect(full.errorOf("out")).toBe("The disk is full.");
    expect(full.states()).toEqual({ a: "done", b: "idle", out: "failed" });
  });

  it("follows a relation that is renamed, in its option and in its text", () => {
    const source = "format: xlsx # both\nalso: [b, bb, B]";
    const edited = applyEdits(source, renamedAlso(source, "b", "c")).text;
    expect(edited).toBe("format: xlsx # both\nalso: [c, bb, c]");
    expect(applyEdits("also: b", renamedAlso("also: b", "b", "c")).text).toBe("also: c");
    expect(renamedAlso("- b", "b", "c")).toEqual([]);
    const cell = cellOf("out", source, "export", { from: "b" });
    expect(renameInCell(cell, "b", "c")).toEqual({
      ok: true,
      commands: [
        { type: "setOption", id: cell.id, key: "from", value: "c" },
        { type: "setSource", id: cell.id, source: edited },
      ],
    });
  });
});
