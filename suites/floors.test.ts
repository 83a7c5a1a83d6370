import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { belowFloor, raiseFloors, readFloors } from "./floors.ts";

const folder = mkdtempSync(join(tmpdir(), "floors-"));
afterAll(() => rmSync(folder, { recursive: true }));

const result = (score: number, files = 10) => ({ suite: "json", files, passed: 0, score, failures: [] });
const floors = { all: { json: { files: 10, score: 0.9 } } };

describe("floors", () => {
  it("tell of a suite that is below its own", () => {
    expect(belowFloor(floors, "all", [result(0.89)])).toEqual(["json: 0.8900 is below its floor of 0.9000"]);
    expect(belowFloor(floors, "all", [result(0.9)])).toEqual([]);
  });

  it("say nothing of other files, and nothing of another run", () => {
    expect(belowFloor(floors, "all", [result(0.1, 11)])).toEqual([]);
    expect(belowFloor(floors, "share 0.1, seed 7", [result(0.1)])).toEqual([]);
  });

  it("are raised to what was reached and never lowered", () => {
    const path = join(folder, "floors.json");
    const raised = (score: number) => {
      writeFileSync(path, JSON.stringify(floors));
      raiseFloors(path, "all", [result(score)]);
      return readFloors(path).all?.json;
    };
    expect(raised(0.95119)).toEqual({ files: 10, score: 0.9511 });
    expect(raised(0.5)).toEqual({ files: 10, score: 0.9 });
  });
});
