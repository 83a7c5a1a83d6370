import { expect, it } from "vitest";
import { readSnapshots, snapshotLimits } from "./snapshots.ts";

it("reads what an Eider wrote", () => {
  const given = [{ name: "a", columns: ["n", "t"], rows: [["1", null]], rowCount: 7 }];
  expect(readSnapshots(given)).toEqual(given);
});

it("leaves out what has another shape", () => {
  for (const data of [undefined, null, 1, "a", {}, [null], [1], [{ name: 1, columns: ["n"], rows: [] }]])
    expect(readSnapshots(data)).toEqual([]);
  expect(readSnapshots([{ name: "a", columns: [], rows: [] }])).toEqual([]);
  expect(readSnapshots([{ name: "a", columns: [{}], rows: [5, [{ a: 1 }, "x"]], rowCount: "many" }])).toEqual(
    [{ name: "a", columns: [""], rows: [[null], [null]], rowCount: 2 }],
  );
});

it("cuts what is more than a snapshot may hold", () => {
  const long = "x".repeat(10_000);
  const columns = Array<string>(100).fill(long);
  const rows = Array<string[]>(1000).fill(columns);
  const cells = Array.from({ length: 1000 }, () => ({ name: long, columns, rows, rowCount: 1e9 }));
  const [first, ...rest] = readSnapshots(cells);
  expect(rest.length + 1).toBe(snapshotLimits.cells);
  expect(first?.columns.length).toBe(snapshotLimits.columns);
  expect(first?.rows.length).toBe(snapshotLimits.rows);
  expect(first?.rows[0]?.[0]?.length).toBe(snapshotLimits.characters);
  expect(first?.name.length).toBe(snapshotLimits.characters);
});
