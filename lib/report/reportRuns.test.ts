import { describe, expect, it } from "vitest";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { loadKindTools } from "../run/kindTools.ts";
import { NotebookGraph } from "../run/notebookGraph.ts";
import { AppStage } from "../store/testing/appStage.ts";
import { changedInputs, mayRunReaders, reportRuns, shownReaders } from "./reportRuns.ts";

const text = [
  "```input name=least\ntype: number\nvalue: 1\n```",
  "```sql name=picked\nselect {{least}} as n\n```",
  "```sql name=other\nselect 1 as n\n```",
  "```chart name=drawn from=picked\n{}\n```",
]
  .join("\n\n")
  .concat("\n");

it("a report's results are what runs and shows something; behind is what did not run, was stopped or is older", () => {
  const cells = [
    cellOf("text", "", "md"),
    cellOf("in", "", "input"),
    cellOf("out", "", "export", { from: "idle" }),
    cellOf("off", "", "sql", { disabled: "true" }),
    ...["idle", "done", "stale", "failed", "running", "cancelled"].map((id) => cellOf(id)),
  ];
  const { results, behind } = reportRuns(cells, (id) => (id === "done" ? "done" : (id as "stale")));
  expect(results).toEqual(["idle", "done", "stale", "failed", "running", "cancelled"]);
  expect(behind).toEqual(["idle", "stale", "cancelled"]);
});

describe("an input that is set", () => {
  it("runs of its readers those that the report shows", async () => {
    const document = parseNotebook(text);
    await loadKindTools(document.cells);
    const id = (name: string) => document.cells.find((cell) => cell.name === name)?.id ?? "";
    const set = {
      ...document,
      cells: document.cells.map((cell) => (cell.kind === "input" ? { ...cell, given: "2" } : cell)),
    };
    const inputs = changedInputs(document, set);
    expect(inputs).toEqual([id("least")]);
    const graph = new NotebookGraph().of({ document: set, sources: [] });
    expect(shownReaders(graph, inputs, [id("drawn"), id("other")])).toEqual([id("drawn")]);
    expect(shownReaders(graph, inputs, [id("other")])).toEqual([]);
  });

  it("is no input whose text was edited", () => {
    const document = parseNotebook(text);
    const edited = document.cells.map((cell) => ({
      ...cell,
      source: `${cell.source}\nlabel: L`,
      given: "2",
    }));
    expect(changedInputs(document, { ...document, cells: edited })).toEqual([]);
    expect(changedInputs(document, { ...document, title: "T" })).toEqual([]);
  });

  it("runs nothing of a stranger's notebook, where another tab writes, or where edits run what they change", async () => {
    const stage = await AppStage.with(text);
    expect(mayRunReaders(stage.state)).toBe(true);
    expect(mayRunReaders({ ...stage.state, origin: "foreign" })).toBe(false);
    expect(mayRunReaders({ ...stage.state, writable: false })).toBe(false);
    expect(mayRunReaders({ ...stage.state, from: { kind: "link" }, walls: "missing" })).toBe(false);
    const document = { ...stage.state.document, run: "automatic" as const };
    expect(mayRunReaders({ ...stage.state, document })).toBe(false);
  });
});

describe("looking at a notebook as its report", () => {
  it("is how its address, or its link, has it opened first, and the next notebook is cells again", async () => {
    const stage = await AppStage.with(text);
    stage.commands.show("report");
    const { notebookId } = stage.state;
    const sharing = await stage.commands.sharing();
    const link = await sharing.link({ removesSecrets: true, withResults: false, asReport: true });
    const url = link.ok ? link.value.url : "";
    expect(url).toMatch(/&view=report$/);

    await stage.commands.newNotebook();
    expect(stage.state.view).toBe("cells");
    await stage.app.begin({ fragment: "", notebookId, view: "report" });
    expect([stage.state.notebookId, stage.state.view]).toEqual([notebookId, "report"]);
    await stage.app.begin({ fragment: "", notebookId });
    expect(stage.state.view).toBe("cells");
    // Chats take the full stop after a link for a part of it.
    await stage.app.begin({ fragment: `${url.slice(url.indexOf("#"))}.`, notebookId: null });
    expect([stage.state.origin, stage.state.view]).toEqual(["foreign", "report"]);
  });

  it("is kept when a cell of it is renamed, in one step of undo", async () => {
    const stage = await AppStage.with(`---\ntitle: T\nreport:\n  - [picked, other]\n---\n\n${text}`);
    const before = stage.commands.text();
    // The report's code comes beside the notebook.
    await import("./followNames.ts");
    await Promise.resolve();
    stage.commands.renameCell(stage.id("other"), "second");
    expect(stage.commands.text()).toContain("report:\n  - [picked, second]\n");
    stage.commands.undo();
    expect(stage.commands.text()).toBe(before);
  });
});
