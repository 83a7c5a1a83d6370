import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFromSandbox } from "./readFromSandbox.ts";
import { readRelationRequest } from "./readRelationRequest.ts";

const done = {
  type: "done",
  hasRelation: true,
  rowsWritten: 1,
  rejected: 0,
  values: { a: [1n] },
  notices: [],
};

describe("messages of the sandbox", () => {
  it("are read where they are what the protocol says", () => {
    const message = { type: "report", runId: 1, report: done };
    expect(readFromSandbox(message)).toEqual(message);
    expect(readFromSandbox({ type: "pong", id: 3, more: 1 })).toEqual({ type: "pong", id: 3 });
  });

  it("are dropped where they are not", () => {
    const reports = [
      { ...done, rowsWritten: -1 },
      { ...done, rowsWritten: "1" },
      { type: "failed", error: { code: "crashed", message: "kill the engine" } },
      { type: "failed", error: { code: "sql", message: "x", line: 0 } },
      { type: "shown", items: [{ type: "script", text: "x" }] },
      { type: "shown", items: new Array(20_000).fill({ type: "text", text: "" }) },
      { type: "log", lines: [{ level: "fatal", text: "" }] },
    ];
    for (const report of reports) expect(readFromSandbox({ type: "report", runId: 1, report })).toBeNull();
    for (const junk of [
      null,
      1,
      [],
      "ready",
      { type: "report" },
      { type: "report", runId: 1.5, report: done },
    ]) {
      expect(readFromSandbox(junk)).toBeNull();
    }
  });

  it("lose a value called __proto__ and keep the others", () => {
    const report = {
      ...done,
      values: JSON.parse('{"__proto__": {"polluted": 1}, "constructor": "polluted", "a": 1}'),
    };
    const read = readFromSandbox({ type: "report", runId: 1, report });
    expect(read).toMatchObject({ report: { values: { a: 1 } } });
    expect(JSON.stringify(read)).not.toContain("polluted");
  });

  it("never throw, whatever comes", () => {
    fc.assert(fc.property(fc.anything(), (message) => readFromSandbox(message) === null || true));
    fc.assert(fc.property(fc.anything(), (message) => readRelationRequest(message) === null || true));
  });
});

describe("requests of a cell to the engine", () => {
  it("are read where they are what the protocol says", () => {
    const requests = [
      { id: 1, type: "scan", scan: 1, relation: "a", columns: null },
      { id: 1, type: "sql", scan: 2, text: "select {{p0}}", params: { p0: [1n, null, new Date(0), ["x"]] } },
      { id: 2, type: "next", scan: 2 },
      { id: 3, type: "count", relation: "a" },
      { id: 4, type: "write", ipc: new Uint8Array(3) },
      {
        id: 5,
        type: "widen",
        column: "a",
        to: 'STRUCT("x y" INTEGER[], "m" MAP(VARCHAR, DECIMAL(3,1)))',
        how: "cast",
      },
      { id: 6, type: "reject", rows: [{ row: 1, error: "", value: "" }] },
    ];
    for (const request of requests) expect(readRelationRequest(request)).toEqual(request);
  });

  it("are dropped where they would carry something else into the engine", () => {
    const requests = [
      { id: 5, type: "widen", column: "a", to: "INTEGER; drop table x", how: "cast" },
      { id: 5, type: "widen", column: "a", to: "INTEGER using (select 1)", how: "cast" },
      { id: 5, type: "widen", column: "a", to: '"INTEGER; drop table x"', how: "cast" },
      { id: 5, type: "widen", column: "a", to: "INTEGER", how: "using 1" },
      { id: 5, type: "addColumn", column: "a", to: "INTEGER default getvariable('x')" },
      { id: 1, type: "sql", scan: 2, text: "select", params: { p0: {} } },
      { id: 1, type: "sql", scan: 2, text: "select", params: { name: 1 } },
      { id: 4, type: "write", ipc: [1, 2] },
      { id: 7, type: "dropSource", relation: "a" },
      { id: -1, type: "next", scan: 1 },
    ];
    for (const request of requests) expect(readRelationRequest(request)).toBeNull();
  });
});
