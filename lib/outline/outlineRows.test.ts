import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { outlineRows, rowOfCell } from "./outlineRows.ts";

const cell = (id: string, source: string, kind = "md") => cellOf(id, source, kind);

const cells = [
  cell("load", "select 1", "sql"),
  cell("m1", "# Intro\n\nwords\n\n### Deep"),
  cell("by_day", "select 2", "sql"),
  cell("m2", "words"),
  cell("m3", "## Data"),
  cell("chart", "{}", "chart"),
  cell("m4", "# End"),
];
const shown = (closed: string[] = [], typed = "") =>
  outlineRows(cells, new Set(closed), typed).map(({ level, text }) => `${"  ".repeat(level - 1)}${text}`);

describe("the outline", () => {
  it("nests headings without gaps, and puts named cells beneath", () => {
    expect(shown()).toEqual(["load", "Intro", "  Deep", "    by_day", "  Data", "    chart", "End"]);
  });

  it("leaves out what is under a closed heading", () => {
    expect(shown(["m1 0"])).toEqual(["load", "Intro", "End"]);
    expect(shown(["m1 1"])).toEqual(["load", "Intro", "  Deep", "  Data", "    chart", "End"]);
  });

  it("finds lines, with the headings that lead to them, closed or not", () => {
    expect(shown(["m1 0"], "DAY")).toEqual(["Intro", "  Deep", "    by_day"]);
    expect(shown([], "data")).toEqual(["Intro", "  Data"]);
    expect(shown([], "nothing of this")).toEqual([]);
  });

  it("knows the line of a cell, or the last heading or name before it", () => {
    const rows = outlineRows(cells, new Set(), "");
    expect(["m2", "chart", "m1", "load"].map((id) => rowOfCell(rows, cells, id))).toEqual([
      "by_day",
      "chart",
      "m1 0",
      "load",
    ]);
    expect(rowOfCell(rows, cells, null)).toBeNull();
    expect(rowOfCell(rows, cells, "gone")).toBeNull();
  });
});
