import { describe, expect, it } from "vitest";
import { fullYaml, giveFullYaml } from "../formats/fullYaml.ts";
import { AppStage, chainText, fileOf } from "./testing/appStage.ts";
import { FakePlatform } from "./testing/fakePlatform.ts";

const withSource =
  "---\neider: 1\ntitle: Shop\nsources:\n  users: file:users.csv\n---\n\n```sql name=a\nselect * from users\n```\n";

const asUsual = { removesSecrets: true, withResults: false };

describe("opening a notebook", () => {
  it("shows its cells, selects the first, runs nothing and says in the address which it is", async () => {
    const stage = await AppStage.with(chainText);
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.selected()).toBe("a");
    expect(stage.runs()).toEqual({ a: "idle", b: "idle", c: "idle" });
    expect(stage.platform.address).toBe(stage.state.notebookId);
    expect(stage.commands.text()).toBe(chainText);
  });

  it("of one's own, it runs when asked", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("from elsewhere, it says what it wants and does not run until its user says so", async () => {
    const stage = new AppStage();
    await stage.commands.open(withSource, "foreign");
    expect(stage.state.wants).toEqual(['your file "users.csv" as users']);
    await stage.commands.run();
    await stage.commands.run(stage.id("a"));
    await stage.app.eider.run();
    await stage.commands.restartEngine({ runAll: true });
    expect(stage.platform.engine.requests).toEqual([]);
    expect(stage.notices().join()).toContain("Run this notebook");
  });

  it("fetches YAML for front matter that needs it, and only then", async () => {
    giveFullYaml(null);
    const stage = await AppStage.with(withSource);
    expect(fullYaml()).toBeNull();
    await stage.commands.open(withSource.replace("eider: 1", "eider: 1 # by hand"), "own");
    expect(fullYaml()).not.toBeNull();
    expect(stage.state.document.title).toBe("Shop");
  });

  it("from elsewhere, it becomes one's own when it is run, also after a reload", async () => {
    const stage = new AppStage();
    await stage.commands.open(chainText, "foreign");
    await stage.commands.runForeign();
    expect(stage.state.origin).toBe("own");
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    expect(stage.platform.kept.get(stage.state.notebookId)?.origin).toBe("own");
  });

  it("gets an engine of its own, and no sources, results or values of the one before", async () => {
    const stage = await AppStage.with(`${chainText}\n\`\`\`ts name=t\nexport const secret = 1\n\`\`\`\n`);
    stage.platform.sandbox.answers.set("t", { values: { secret: 1 } });
    await stage.commands.addFiles([fileOf("orders.csv")]);
    await stage.commands.run();
    const before = stage.platform.engine;
    await stage.commands.open("```ts name=spy\ntypeof secret\n```\n", "own");
    expect(stage.platform.engine).not.toBe(before);
    expect(stage.state.sources).toEqual([]);
    expect(stage.state.relations).toEqual([]);
    expect(await stage.platform.engine.relation("a")).toMatchObject({ ok: false });
    await stage.commands.run();
    expect(stage.platform.sandbox.requests.at(-1)?.values.size).toBe(0);
  });

  it("keeps the engine of the page while nothing has run in it, and drops its sources", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.addFiles([fileOf("orders.csv")]);
    await stage.commands.open(chainText, "own");
    expect(stage.platform.engines).toHaveLength(1);
    expect(stage.platform.engine.dropped).toEqual(["orders"]);
    expect(stage.state.sources).toEqual([]);
  });

  it("gets no value of the one before, even where a stranger gave a cell the same id", async () => {
    const cell = (source: string) => `<!-- cell {"id":"same"} -->\n\`\`\`ts name=t\n${source}\n\`\`\`\n`;
    const stage = await AppStage.with(cell("export const secret = 1"));
    stage.platform.sandbox.answers.set("t", { values: { secret: 1 } });
    await stage.commands.run();
    await stage.commands.open(`${cell("typeof secret")}\n\`\`\`ts name=u\n1\n\`\`\`\n`, "own");
    expect(stage.id("t")).toBe("same");
    await stage.commands.run(stage.id("u"));
    expect(stage.platform.sandbox.requests.at(-1)?.values.size).toBe(0);
  });

  it("gets no file of the one before", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.addFiles([fileOf("users.csv")]);
    await stage.commands.open(withSource, "own");
    stage.commands.removeSource("users");
    stage.commands.undo();
    expect(stage.sources()).toEqual({ users: "missing" });
  });

  it("stops what runs in the one before", async () => {
    const stage = await AppStage.with(chainText);
    const { engine } = stage.platform;
    engine.hold("a");
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running");
    await stage.commands.open("```sql name=other\nselect 1\n```\n", "own");
    await running;
    expect(stage.names()).toEqual(["other"]);
    expect(stage.state.busy).toBe(false);
    expect(engine.requests.map(({ name }) => name)).toEqual(["a"]);
    expect(stage.platform.engine.requests).toEqual([]);
  });

  it("cannot be undone", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.setTitle("New");
    await stage.commands.newNotebook();
    expect(stage.state.canUndo).toBe(false);
    stage.commands.undo();
    expect(stage.names()).toEqual(["cell_1"]);
  });

  it("that does not read as a notebook is kept as one cell of text", async () => {
    const damaged = "---\neider: [\n---\nhello";
    const stage = await AppStage.with(damaged);
    expect(stage.state.document.cells.map(({ kind, source }) => [kind, source])).toEqual([["md", damaged]]);
    expect(stage.notices()[0]).toContain("Opened as plain text");
  });

  it("from a file is a stranger's; a file that is not text is refused and nothing changes", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.openFile(new File([new Uint8Array([0xff, 0xfe, 0x00])], "odd.nb.md"));
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.notices()[0]).toContain("odd.nb.md is not UTF-8 text");
    await stage.commands.openFile(fileOf("shop.nb.md", withSource));
    expect([stage.state.origin, stage.state.document.title]).toEqual(["foreign", "Shop"]);
  });

  it("that another tab writes cannot be written here, until this tab takes over", async () => {
    const stage = new AppStage();
    stage.platform.isHeldElsewhere = true;
    await stage.commands.open(chainText, "own");
    expect(stage.state.writable).toBe(false);
    stage.commands.setTitle("Mine");
    stage.platform.leave();
    await stage.commands.newNotebook();
    expect(stage.platform.saves).toEqual([]);
    const notice = stage.state.notices.find(({ text }) => text.includes("open in another tab"));
    notice?.action?.run();
    await stage.until(() => stage.state.writable);
  });

  it("that another tab takes over is no longer written here", async () => {
    const stage = await AppStage.with(chainText);
    expect(stage.state.writable).toBe(true);
    stage.platform.loseHold();
    expect(stage.state.writable).toBe(false);
    expect(stage.notices()[0]).toContain("Another tab writes this notebook now");
  });
});

describe("coming back", () => {
  it("a reload shows the notebook of the address, unrun and still foreign", async () => {
    const platform = new FakePlatform();
    const kept = { id: "x1", title: "Shop", text: withSource, origin: "foreign" as const, updatedAt: 1 };
    platform.kept.set("x1", kept);
    const stage = new AppStage(platform);
    await stage.app.begin({ fragment: "", notebookId: "x1" });
    expect([stage.state.notebookId, stage.state.origin]).toEqual(["x1", "foreign"]);
    expect(stage.sources()).toEqual({ users: "missing" });
    expect(stage.state.save.status).toBe("saved");
  });

  it("without an address it shows the notebook worked on last, or else the welcome notebook", async () => {
    const platform = new FakePlatform();
    const fresh = new AppStage(platform);
    await fresh.app.begin({ fragment: "", notebookId: null });
    expect(fresh.names()).toContain("hello");
    const own = { title: "", origin: "own" as const };
    platform.kept.set("old", { ...own, id: "old", text: "old", updatedAt: 1 });
    platform.kept.set("new", { ...own, id: "new", text: chainText, updatedAt: 2 });
    const stage = new AppStage(platform);
    await stage.app.begin({ fragment: "", notebookId: null });
    expect(stage.state.notebookId).toBe("new");
  });

  it("an address that this device does not know is said, and the welcome notebook shown", async () => {
    const stage = new AppStage();
    await stage.app.begin({ fragment: "", notebookId: "gone" });
    expect(stage.notices()[0]).toContain("not kept on this device");
    expect(stage.names()).toContain("hello");
  });
});

describe("saving as a file and sharing", () => {
  it("a browser without a save dialog downloads the text under the notebook's title", async () => {
    const stage = await AppStage.with(withSource);
    await stage.commands.saveFile();
    const [saved] = stage.platform.downloads;
    expect(saved?.name).toBe("Shop.nb.md");
    expect(await saved?.file.text()).toBe(withSource);
  });

  it("a dialog that was closed writes nothing", async () => {
    const stage = await AppStage.with(chainText);
    stage.platform.saveTarget = "cancelled";
    await stage.commands.saveFile();
    expect(stage.platform.downloads).toEqual([]);
    expect(stage.notices()).toEqual([]);
  });

  it("a link opens as the same notebook, at the cell it names, as a stranger's", async () => {
    const stage = await AppStage.with(withSource);
    const link = await (await stage.commands.sharing()).link(asUsual);
    if (!link.ok) throw new Error(link.error.message);
    expect(link.value.characters).toBe(link.value.url.length);
    expect(link.value.leftOut).toEqual(["results", "the data of users"]);
    const other = new AppStage();
    await other.app.begin({ fragment: `${new URL(link.value.url).hash}&cell=A`, notebookId: null });
    expect(other.commands.text()).toBe(withSource);
    expect([other.state.origin, other.selected()]).toEqual(["foreign", "a"]);
  });

  it("a damaged link leaves the open notebook as it is and says so", async () => {
    const stage = await AppStage.with(chainText);
    await stage.app.begin({ fragment: "#nb1d.damaged", notebookId: null });
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.state.notices).toMatchObject([{ tone: "error" }]);
  });

  it("a secret in the text or a text too long for a link is refused, and says what to do", async () => {
    const key = ["AKIA", "Q3EGRBVZ", "T6LMN4XY"].join("");
    const secret = await AppStage.with(`\`\`\`sql name=a\nselect '${key}'\n\`\`\`\n`);
    const sharing = await secret.commands.sharing();
    expect(sharing.secrets).toEqual([{ kind: "an AWS access key", where: "cell a" }]);
    expect(await sharing.link({ ...asUsual, removesSecrets: false })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("an AWS access key, in cell a") },
    });
    const noise = Array.from({ length: 8000 }, (_, i) => Math.imul(i, 2654435761).toString(36)).join(" ");
    const long = await AppStage.with(`# Long\n\n${noise}\n`);
    expect(await (await long.commands.sharing()).link(asUsual)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("more than most places take") },
    });
  });
});
