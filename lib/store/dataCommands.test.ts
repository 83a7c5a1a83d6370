import { describe, expect, it, vi } from "vitest";
import { AppStage, chainText, fileOf } from "./testing/appStage.ts";

const readsUsers = "```sql name=a\nselect * from users\n```\n\n```sql name=b\nselect * from a\n```\n";
const namesUsers = `---\neider: 1\nsources:\n  users: file:users.csv\n---\n\n${readsUsers}`;

describe("adding files", () => {
  it("names relations after the files, apart from cells and each other, and answers receipts in order", async () => {
    const stage = await AppStage.with("```sql name=orders\nselect 1\n```\n");
    const files = ["Orders.csv", "2024 sales.tar.gz", "orders.json", "größe.csv"].map((name) => fileOf(name));
    const receipts = await stage.commands.addFiles(files);
    expect(receipts.map(({ relation }) => relation)).toEqual([
      "orders_2",
      "t_2024_sales",
      "orders_3",
      "größe",
    ]);
    expect(receipts.map(({ rows, loaded, rejected }) => rows === loaded + rejected)).not.toContain(false);
    expect(stage.app.eider.receipts()).toEqual(receipts);
    expect(stage.state.document.sources.orders_3).toMatchObject({ location: "file:orders.json", size: 5 });
  });

  it("takes the names that are asked for", async () => {
    const stage = await AppStage.with(chainText);
    const files = [fileOf("x.csv"), fileOf("y.csv")];
    const receipts = await stage.commands.addFiles(files, { names: ["People"] });
    expect(receipts.map(({ relation }) => relation)).toEqual(["people", "y"]);
  });

  it("is one step of undo for all of them; redo brings them back with their data", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.addFiles([fileOf("x.csv"), fileOf("y.csv")]);
    stage.commands.undo();
    expect(stage.sources()).toEqual({});
    expect(stage.state.document.sources).toEqual({});
    stage.commands.redo();
    await stage.commands.run();
    expect(stage.sources()).toEqual({ x: "ready", y: "ready" });
  });

  it("a file that cannot be loaded has a receipt and a notice, and its readers say what to do", async () => {
    const stage = await AppStage.with(readsUsers);
    stage.platform.engine.unreadable.set("users.csv", "it is empty");
    const [receipt] = await stage.commands.addFiles([fileOf("users.csv")]);
    expect(receipt).toMatchObject({ error: "it is empty", relation: null, source: "users" });
    expect(stage.notices()).toEqual(["users.csv: it is empty"]);
    await stage.commands.run();
    expect(stage.app.eider.cells()[0]?.error).toBe('"users" could not be loaded: it is empty');
    expect(stage.platform.engine.requests).toEqual([]);
  });

  it("a file that could not be loaded takes its old name when it is added again", async () => {
    const stage = await AppStage.with(readsUsers);
    stage.platform.engine.unreadable.set("users.csv", "it is empty");
    await stage.commands.addFiles([fileOf("users.csv")]);
    stage.platform.engine.unreadable.clear();
    const [receipt] = await stage.commands.addFiles([fileOf("users.csv")]);
    expect(receipt?.relation).toBe("users");
    expect(stage.sources()).toEqual({ users: "ready" });
  });

  it("a cell that runs while a file is loading waits for it", async () => {
    const stage = await AppStage.with(readsUsers);
    const release = stage.platform.engine.holdLoading();
    const adding = stage.commands.addFiles([fileOf("users.csv")]);
    const running = stage.commands.run();
    await vi.waitFor(() => expect(stage.sources()).toEqual({ users: "loading" }));
    release();
    await Promise.all([adding, running]);
    expect(stage.runs()).toEqual({ a: "done", b: "done" });
  });

  it("a run that waits for a file does not begin once everything was stopped", async () => {
    const stage = await AppStage.with(readsUsers);
    const release = stage.platform.engine.holdLoading();
    const adding = stage.commands.addFiles([fileOf("users.csv")]);
    const running = stage.commands.run();
    await stage.commands.stop();
    release();
    expect(stage.state.busy).toBe(true);
    await Promise.all([adding, running]);
    expect(stage.runs()).toEqual({ a: "idle", b: "idle" });
    expect(stage.state.busy).toBe(false);
  });

  it("the dialog's files are added, and none where it was closed", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.pickFiles();
    expect(stage.sources()).toEqual({});
    stage.platform.picked = [fileOf("x.csv")];
    await stage.commands.pickFiles();
    expect(stage.sources()).toEqual({ x: "ready" });
  });
});

describe("files that a notebook names and that are not here", () => {
  it("are shown as missing, and take the file of their name", async () => {
    const stage = await AppStage.with(namesUsers);
    expect(stage.sources()).toEqual({ users: "missing" });
    await stage.commands.addFiles([fileOf("other.csv"), fileOf("users.csv"), fileOf("users.csv")]);
    expect(stage.sources()).toEqual({ other: "ready", users: "ready", users_2: "ready" });
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done", b: "done" });
  });

  it("take a file of another kind that would have their name", async () => {
    const stage = await AppStage.with(namesUsers);
    await stage.commands.addFiles([fileOf("Users.parquet")]);
    expect(stage.sources()).toEqual({ users: "ready" });
    expect(stage.state.document.sources.users?.location).toBe("file:Users.parquet");
  });
});

describe("a file that holds several relations", () => {
  const book = () => new File([Uint8Array.of(0x50, 0x4b, 3, 4)], "Sales 2026.xlsx");
  const sheets = [
    { name: "Q1", options: { sheet: "Q1" } },
    { name: "Q 2", options: { sheet: "Q 2" } },
  ];

  it("becomes a source for each, and the notebook says which is which", async () => {
    const stage = await AppStage.with("");
    stage.platform.engine.holds.set("Sales 2026.xlsx", sheets);
    await stage.commands.addFiles([book()]);
    expect(stage.sources()).toEqual({ sales_2026_q1: "ready", sales_2026_q_2: "ready" });
    expect(stage.state.document.sources).toMatchObject({
      sales_2026_q1: { location: "file:Sales 2026.xlsx", options: { sheet: "Q1" } },
      sales_2026_q_2: { location: "file:Sales 2026.xlsx", options: { sheet: "Q 2" } },
    });
    expect(stage.platform.engine.loaded).toMatchObject([
      { relation: "sales_2026_q1", options: { sheet: "Q1" } },
      { relation: "sales_2026_q_2", options: { sheet: "Q 2" } },
    ]);
  });

  it("brings back those of its relations that the notebook names, and no others", async () => {
    const stage = await AppStage.with(
      "---\neider: 1\nsources:\n  second:\n    location: file:Sales 2026.xlsx\n    options: { sheet: Q 2 }\n---\n",
    );
    stage.platform.engine.holds.set("Sales 2026.xlsx", sheets);
    await stage.commands.addFiles([book()]);
    expect(stage.sources()).toEqual({ second: "ready" });
    expect(stage.platform.engine.loaded).toMatchObject([{ relation: "second", options: { sheet: "Q 2" } }]);
  });

  it("of more tables than anybody means to load unasked is one source, until all are asked for", async () => {
    const stage = await AppStage.with("");
    const parts = Array.from({ length: 101 }, (_, n) => ({
      name: `t${n}`,
      options: { members: `t${n}.csv` },
    }));
    stage.platform.engine.holds.set("Sales 2026.xlsx", parts);
    await stage.commands.addFiles([book()]);
    expect(stage.sources()).toEqual({ sales_2026: "ready" });
    const [notice] = stage.state.notices;
    expect(notice?.text).toContain("holds 101 tables");
    notice?.action?.run();
    await stage.commands.run();
    expect(Object.keys(stage.sources())).toEqual(parts.map(({ name }) => `sales_2026_${name}`));
    expect(stage.platform.engine.dropped).toContain("sales_2026");
  });

  it("that cannot be looked into is one source, whose load tells why", async () => {
    const stage = await AppStage.with("");
    stage.platform.engine.unreadable.set("Sales 2026.xlsx", "It is damaged.");
    const receipts = await stage.commands.addFiles([book()]);
    expect(receipts).toMatchObject([{ error: "It is damaged." }]);
  });
});

describe("a source whose load is stopped", () => {
  it("is shown as stopped, without a complaint, and loads when asked again", async () => {
    const stage = await AppStage.with("");
    const release = stage.platform.engine.holdLoading();
    const adding = stage.commands.addFiles([fileOf("users.csv"), fileOf("other.csv")]);
    await stage.commands.stopSource("users");
    expect(await adding).toMatchObject([{ stopped: true }, { error: null }]);
    release();
    expect(stage.sources()).toEqual({ users: "stopped", other: "ready" });
    expect(stage.state.notices).toEqual([]);
    await stage.commands.loadAgain("users");
    expect(stage.sources()).toEqual({ other: "ready", users: "ready" });
  });

  it("stays stopped when the engine is restarted", async () => {
    const stage = await AppStage.with("");
    const release = stage.platform.engine.holdLoading();
    const adding = stage.commands.addFiles([fileOf("users.csv")]);
    await stage.commands.stopSource("users");
    await adding;
    release();
    await stage.commands.restartEngine();
    expect(stage.sources()).toEqual({ users: "stopped" });
  });
});

describe("renaming and removing sources", () => {
  async function loaded(): Promise<AppStage> {
    const stage = await AppStage.with(readsUsers);
    await stage.commands.addFiles([fileOf("users.csv")]);
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done", b: "done" });
    return stage;
  }

  it("a removed source is gone from notebook and engine, and its readers are stale", async () => {
    const stage = await loaded();
    stage.commands.removeSource("users");
    expect(stage.sources()).toEqual({});
    expect(stage.state.document.sources).toEqual({});
    expect(stage.platform.engine.dropped).toEqual(["users"]);
    expect(stage.runs()).toEqual({ a: "stale", b: "stale" });
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "blocked", b: "blocked" });
  });

  it("an undo brings a removed source back with its data", async () => {
    const stage = await loaded();
    stage.commands.removeSource("users");
    stage.commands.undo();
    await stage.commands.run();
    expect(stage.sources()).toEqual({ users: "ready" });
    expect(stage.runs()).toEqual({ a: "done", b: "done" });
  });

  it("an undo of removing a source whose file never was here shows it as missing again", async () => {
    const stage = await AppStage.with(namesUsers);
    stage.commands.removeSource("users");
    stage.commands.undo();
    expect(stage.sources()).toEqual({ users: "missing" });
  });

  it("a renamed source is loaded under its new name, and readers of the old one are stale", async () => {
    const stage = await loaded();
    expect(stage.commands.renameSource("users", "People of 2024")).toBeNull();
    expect(stage.runs()).toEqual({ a: "stale", b: "stale" });
    await stage.commands.run();
    expect(stage.sources()).toEqual({ people_of_2024: "ready" });
    expect(stage.state.document.sources).toMatchObject({
      people_of_2024: { location: "file:users.csv", size: 5 },
    });
    expect(stage.runs()).toEqual({ a: "blocked", b: "blocked" });
  });

  it("a rename is one step of undo, with the data following", async () => {
    const stage = await loaded();
    stage.commands.renameSource("users", "people");
    stage.commands.undo();
    await stage.commands.run();
    expect(stage.sources()).toEqual({ users: "ready" });
    expect(stage.runs()).toEqual({ a: "done", b: "done" });
    expect(stage.platform.engine.loaded.map(({ relation }) => relation)).toEqual(["users", "users"]);
  });

  it("a name that is taken, or a source whose file is not here, is refused in words", async () => {
    const stage = await loaded();
    expect(stage.commands.renameSource("users", "A")).toBe('There is already something called "a".');
    expect(stage.commands.renameSource("users", "Users")).toBeNull();
    expect(stage.sources()).toEqual({ users: "ready" });
    const missing = await AppStage.with(namesUsers);
    expect(missing.commands.renameSource("users", "x")).toBe('The file of "users" is not attached.');
  });
});

describe("exporting a relation", () => {
  async function run(): Promise<AppStage> {
    const stage = await AppStage.with(chainText);
    await stage.commands.run();
    return stage;
  }

  it("goes straight to the file that was picked, and says how much was written", async () => {
    const stage = await run();
    const handle = { kind: "file", name: "a.csv" } as FileSystemFileHandle;
    stage.platform.saveTarget = handle;
    await stage.commands.exportRelation("a", "csv");
    expect(stage.platform.engine.exported).toEqual([{ name: "a", target: { kind: "handle", handle } }]);
    expect(stage.platform.downloads).toEqual([]);
    expect(stage.notices()).toEqual(["a.csv written: 1,234 rows, 10 bytes. Written as csv."]);
  });

  it("is downloaded where the browser has no such dialog", async () => {
    const stage = await run();
    await stage.commands.exportRelation("a", "parquet");
    expect(stage.platform.engine.exported[0]?.target).toMatchObject({ kind: "opfs" });
    expect(stage.platform.downloads.map(({ name }) => name)).toEqual(["a.parquet"]);
  });

  it("is not made when the dialog was closed; a failure says what was not written", async () => {
    const stage = await run();
    stage.platform.saveTarget = "cancelled";
    await stage.commands.exportRelation("a", "csv");
    expect(stage.platform.engine.exported).toEqual([]);
    stage.platform.saveTarget = null;
    await stage.commands.exportRelation("nope", "csv");
    expect(stage.notices()).toEqual(["nope.csv was not written: There is no nope."]);
    expect(stage.platform.downloads).toEqual([]);
  });
});
