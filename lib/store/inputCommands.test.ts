import { describe, expect, it } from "vitest";
import { decodeCapsule } from "../share/decodeCapsule.ts";
import { encodeCapsule } from "../share/encodeCapsule.ts";
import { AppStage, fileOf } from "./testing/appStage.ts";

const text = [
  "```input name=n\ntype: slider # how many\nmin: 0\nmax: 10\nvalue: 4\n```",
  "```input name=who\ntype: text\n```",
  "```input name=period\ntype: date range\n```",
  "```sql name=r\nselect {{n}}, {{who}}\n```",
]
  .join("\n\n")
  .concat("\n");

const givenOf = (stage: AppStage, name: string) =>
  stage.state.document.cells.find((cell) => cell.name === name)?.given;

describe("the value of an input", () => {
  it("changes no text, makes readers stale, and one gesture is one step of undo", async () => {
    const stage = await AppStage.with(text);
    await stage.commands.run();
    for (const value of ["5", "6", "7"]) stage.commands.setParam(stage.id("n"), value, "drag 1");
    stage.commands.setParam(stage.id("n"), "8", "drag 2");
    expect(stage.commands.text()).toBe(text);
    expect(stage.runs()).toMatchObject({ n: "done", r: "stale" });
    await stage.commands.run();
    expect(stage.platform.engine.requests.at(-1)?.params).toEqual({ n: "8", who: "" });
    stage.commands.undo();
    expect(givenOf(stage, "n")).toBe("7");
    expect(stage.runs()).toMatchObject({ n: "done", r: "stale" });
    stage.commands.undo();
    expect(givenOf(stage, "n")).toBeUndefined();
    stage.commands.redo();
    expect(givenOf(stage, "n")).toBe("7");
  });

  it("becomes the default in the text on request, which is undone in one step", async () => {
    const stage = await AppStage.with(text);
    stage.commands.setParam(stage.id("n"), "9");
    await stage.commands.makeDefault(stage.id("n"));
    expect(stage.commands.text()).toBe(text.replace("value: 4", "value: 9"));
    expect(givenOf(stage, "n")).toBeUndefined();
    stage.commands.undo();
    expect([stage.commands.text(), givenOf(stage, "n")]).toEqual([text, "9"]);
  });

  it("survives a reload, a rename, and deleting the cell and undoing that", async () => {
    const stage = await AppStage.with(text);
    stage.commands.setParam(stage.id("n"), "9");
    const range = { start: "2024-01-01", end: "2024-02-01" };
    stage.commands.setParam(stage.id("period"), range);
    stage.commands.deleteCells([stage.id("n")]);
    stage.commands.undo();
    stage.commands.renameCell(stage.id("n"), "count");
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    const reloaded = new AppStage(stage.platform);
    await reloaded.app.begin({ fragment: "", notebookId: stage.state.notebookId });
    expect([givenOf(reloaded, "count"), givenOf(reloaded, "period")]).toEqual(["9", range]);
  });

  it("is gone with the notebook it was set in", async () => {
    const stage = await AppStage.with(text);
    stage.commands.setParam(stage.id("n"), "9");
    await stage.commands.open(text, "own");
    expect(givenOf(stage, "n")).toBeUndefined();
  });
});

describe("a link", () => {
  const share = async (stage: AppStage) => {
    const made = await (await stage.commands.sharing()).link({ removesSecrets: true, withResults: false });
    if (!made.ok) throw new Error(made.error.message);
    return new URL(made.value.url).hash;
  };

  it("carries the values that are not the defaults, and opens with them, unrun", async () => {
    const stage = await AppStage.with(text);
    stage.commands.setParam(stage.id("n"), "9");
    stage.commands.setParam(stage.id("who"), "");
    const fragment = await share(stage);
    expect((await stage.commands.sharing()).inputs).toEqual(["n"]);
    expect(await decodeCapsule(fragment)).toMatchObject({ ok: true, value: { text, params: { n: "9" } } });
    const other = new AppStage();
    await other.app.begin({ fragment, notebookId: null });
    expect([givenOf(other, "n"), givenOf(other, "who")]).toEqual(["9", undefined]);
    expect(other.runs()).toEqual({ n: "idle", who: "idle", period: "idle", r: "idle" });
    expect([other.state.canUndo, other.notices()]).toEqual([false, []]);
    await other.commands.runForeign();
    expect(other.platform.engine.requests.at(-1)?.params).toEqual({ n: "9", who: "" });
  });

  it("tells of values that no input takes, and takes the others", async () => {
    const params = { N: 7, who: "x", period: "2024", nope: 1, r: "2", __proto__: null };
    const fragment = await encodeCapsule(text, { params });
    const stage = new AppStage();
    await stage.app.begin({ fragment, notebookId: null });
    expect([givenOf(stage, "n"), givenOf(stage, "who"), givenOf(stage, "period")]).toEqual([
      "7",
      "x",
      undefined,
    ]);
    expect(stage.notices()).toEqual([
      'The link\'s value for "period" was not taken. "2024" is not a range of dates. Write it as { start: 2024-01-01, end: 2024-12-31 }.',
      'The link holds values for "nope" and "r", which no input cell is called.',
    ]);
  });

  it("followed again gives the copy that is open its values", async () => {
    const stage = new AppStage();
    await stage.app.begin({ fragment: await encodeCapsule(text, { params: { n: "7" } }), notebookId: null });
    const { notebookId } = stage.state;
    await stage.app.begin({ fragment: await encodeCapsule(text, { params: { n: "2" } }), notebookId: null });
    expect([stage.state.notebookId, givenOf(stage, "n")]).toEqual([notebookId, "2"]);
  });

  it("leaves out of a value what looks like a secret, which is named first", async () => {
    const key = ["AKIA", "Q3EGRBVZ", "T6LMN4XY"].join("");
    const stage = await AppStage.with(text);
    stage.commands.setParam(stage.id("who"), key);
    const sharing = await stage.commands.sharing();
    expect(sharing.secrets).toEqual([{ kind: "an AWS access key", where: "cell who" }]);
    expect(await decodeCapsule(await share(stage))).toMatchObject({
      value: { params: { who: expect.not.stringContaining(key) } },
    });
    const kept = await sharing.link({ removesSecrets: false, withResults: false });
    expect(kept).toMatchObject({ ok: false, error: { message: expect.stringContaining("in cell who") } });
  });

  it("to a plain file says that it does not hold them", async () => {
    const stage = await AppStage.with(text);
    stage.commands.setParam(stage.id("n"), "9");
    const file = await (await stage.commands.sharing()).pinnedFile({
      removesSecrets: true,
      withResults: false,
    });
    expect(file).toMatchObject({ ok: true, value: { leftOut: ["values set in input cells", "results"] } });
  });
});

describe("an input of a file", () => {
  const fileText = "```input name=upload\ntype: file\n```\n\n```sql name=r\nselect * from upload\n```\n";

  it("loads it under the cell's name, and another in its place", async () => {
    const stage = await AppStage.with(fileText);
    stage.platform.picked = [fileOf("march.csv")];
    await stage.commands.chooseFile(stage.id("upload"));
    expect(stage.sources()).toEqual({ upload: "ready" });
    expect(stage.state.document.sources.upload?.location).toBe("file:march.csv");
    await stage.commands.run();
    expect(stage.runs()).toEqual({ upload: "done", r: "done" });
    stage.platform.picked = [fileOf("april.csv", "id\n1\n2\n")];
    await stage.commands.chooseFile(stage.id("upload"));
    expect(stage.state.document.sources.upload?.location).toBe("file:april.csv");
    expect(stage.runs()).toMatchObject({ r: "stale" });
  });

  it("is read as the file before was, where it is of the same kind, and its columns are held against those", async () => {
    const how = 'format: "csv", options: {"delimiter":";","fixes":{"2":"1"}}, columns: {"id":"BIGINT"}';
    const stage = await AppStage.with(
      `---\nsources:\n  upload: { location: "file:a.csv", ${how} }\n---\n${fileText}`,
    );
    stage.platform.picked = [fileOf("b.csv")];
    await stage.commands.chooseFile(stage.id("upload"));
    const columns = { id: "BIGINT" };
    expect(stage.state.document.sources.upload).toMatchObject({
      format: "csv",
      options: { delimiter: ";" },
      columns,
    });
    expect(stage.state.document.sources.upload?.options).not.toHaveProperty("fixes");
    stage.platform.picked = [fileOf("b.json", "[]")];
    await stage.commands.chooseFile(stage.id("upload"));
    expect(stage.state.document.sources.upload).toEqual({ location: "file:b.json", size: 2, columns });
  });

  it("is not changed by a dialog that was closed", async () => {
    const stage = await AppStage.with(fileText);
    expect(await stage.commands.chooseFile(stage.id("upload"))).toBeNull();
    expect([stage.sources(), stage.state.canUndo]).toEqual([{}, false]);
  });
});

describe("a new input", () => {
  it("is a slider that runs, whether it is inserted or an empty cell becomes one", async () => {
    const stage = await AppStage.with("```sql name=empty\n```\n");
    stage.commands.insertCell("input", { after: null });
    stage.commands.setKind(stage.id("empty"), "input");
    await stage.commands.run();
    expect(stage.runs()).toEqual({ cell_1: "done", empty: "done" });
  });

  it("keeps the text of a cell that has one", async () => {
    const stage = await AppStage.with("```sql name=q\nselect 1\n```\n");
    stage.commands.setKind(stage.id("q"), "input");
    expect(stage.state.document.cells[0]?.source).toBe("select 1");
  });
});
