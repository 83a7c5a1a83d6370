import { describe, expect, it } from "vitest";
import { AppStage, fileOf } from "../testing/appStage.ts";
import type { WaysIn } from "./waysIn.ts";

const empty = "---\neider: 1\ntitle: T\n---\n";

async function begin(text = empty): Promise<{ stage: AppStage; ways: WaysIn }> {
  const stage = await AppStage.with(text);
  return { stage, ways: await stage.commands.waysIn() };
}

const inFolder = (...paths: string[]) =>
  paths.map((path) => ({ path, file: fileOf(path.slice(path.lastIndexOf("/") + 1)) }));
const locations = ({ state }: AppStage) =>
  Object.fromEntries(Object.entries(state.document.sources).map(([name, { location }]) => [name, location]));
const settled = (stage: AppStage) =>
  stage.until(() => stage.state.sources.every((s) => s.status === "ready"));

describe("a folder", () => {
  it("gives one relation for files that belong together and one for every other, and says what is left out", async () => {
    const { stage, ways } = await begin();
    const files = inFolder(
      "shop/year=2024/sales_2.csv",
      "shop/users.ndjson",
      "shop/README.md",
      "shop/year=2023/sales_1.csv",
    );
    await ways.addFolder(files, [{ path: "shop/locked.csv", why: "not allowed" }]);
    expect(stage.platform.engine.loaded).toEqual([
      {
        relation: "sales",
        file: "sales_1.csv",
        parts: ["shop/year=2023/sales_1.csv", "shop/year=2024/sales_2.csv"],
      },
      { relation: "users", file: "users.ndjson" },
    ]);
    expect(locations(stage)).toEqual({
      sales: "file:shop/year=*/sales_*.csv",
      users: "file:shop/users.ndjson",
    });
    expect(stage.notices()).toEqual([
      "shop/locked.csv could not be read: not allowed.",
      "3 files of shop as 2 tables. Left out, because they are no tables: shop/README.md.",
    ]);
    stage.state.notices.at(-1)?.action?.run();
    await stage.until(() => stage.sources().readme === "ready");
  });

  it("without data adds nothing and says so", async () => {
    const { stage, ways } = await begin();
    await ways.addFolder([], []);
    await ways.addFolder(inFolder("d/a.png"), []);
    expect(stage.state.sources).toEqual([]);
    expect(stage.notices()).toEqual([
      "There are no files in the folder. Nothing was added.",
      "There are no data files, only d/a.png in d. Nothing was added.",
    ]);
  });

  it("of hundreds of tables is asked about first", async () => {
    const { stage, ways } = await begin();
    const letters = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
    await ways.addFolder(inFolder(...Array.from({ length: 150 }, (_, n) => `d/${letters(n)}.csv`)), []);
    expect(stage.state.sources).toEqual([]);
    const [notice] = stage.state.notices;
    expect(notice?.action?.label).toBe("Load all 150");
    notice?.action?.run();
    await stage.until(() => stage.state.sources.length === 150);
  });

  it("takes files with the same first line together, whatever they are called, and a lone one by its key=value folder", async () => {
    const { stage, ways } = await begin();
    const cities = ["oslo", "rome"].map((name) => ({
      path: `cities/${name}.csv`,
      file: fileOf(`${name}.csv`, "id,t\n1,x\n"),
    }));
    await ways.addFolder([...cities, ...inFolder("log/day=2024-01-02/events.csv")], []);
    expect(locations(stage)).toEqual({
      cities: "file:cities/*.csv",
      events: "file:log/day=*/events.csv",
    });
    expect(stage.platform.engine.loaded.at(-1)).toMatchObject({ parts: ["log/day=2024-01-02/events.csv"] });
  });

  it("with files of one name in two folders keeps them apart through undo and redo", async () => {
    const { stage, ways } = await begin();
    await ways.addFolder(inFolder("d/a/x.csv", "d/b/x.csv"), []);
    expect(locations(stage)).toEqual({ x: "file:d/a/x.csv", x_2: "file:d/b/x.csv" });
    stage.commands.undo();
    stage.commands.redo();
    await settled(stage);
    expect(stage.sources()).toEqual({ x: "ready", x_2: "ready" });
  });

  it("leaves a workbook of several sheets a source of its own", async () => {
    const { stage, ways } = await begin();
    const zip = (name: string) => new File([new Uint8Array([0x50, 0x4b, 0x03, 0x04])], name);
    stage.platform.engine.holds.set("b2.xlsx", [
      { name: "one", options: { sheet: "one" } },
      { name: "two", options: { sheet: "two" } },
    ]);
    const parts = ["b1.xlsx", "b2.xlsx", "b3.xlsx"].map((name) => ({ path: `d/${name}`, file: zip(name) }));
    await ways.addFolder(parts, []);
    expect(Object.keys(stage.sources()).sort()).toEqual(["b2_one", "b2_two", "d"]);
  });
});

describe("many files as one table", () => {
  const two = [fileOf("sales_1.csv"), fileOf("sales_2.csv")];

  it("are offered where several were added together, and nothing happens until it is taken up", async () => {
    const { stage, ways } = await begin();
    await ways.addTogether(two);
    expect(Object.keys(stage.sources())).toEqual(["sales_1", "sales_2"]);
    const [notice] = stage.state.notices;
    expect(notice?.text).toBe("sales_1 and sales_2 look like parts of one table.");
    notice?.action?.run(true);
    await stage.until(() => stage.sources().sales === "ready");
    expect(stage.state.document.sources).toEqual({
      sales: { location: "file:sales_*.csv", size: 10, options: { filename: "filename" } },
    });
    expect(stage.platform.engine.loaded.at(-1)).toMatchObject({ parts: ["sales_1.csv", "sales_2.csv"] });
  });

  it("are not offered where their columns have little in common", async () => {
    const { stage, ways } = await begin();
    stage.platform.engine.columns.set("sales_2.csv", [{ name: "other", type: "VARCHAR" }]);
    await ways.addTogether(two);
    expect(stage.notices()).toEqual([]);
  });

  it("are offered by their columns, whatever they are called", async () => {
    const { stage, ways } = await begin();
    await ways.addTogether([fileOf("oslo.csv"), fileOf("rome.csv"), fileOf("notes.json")]);
    expect(stage.notices()).toEqual(["oslo and rome look like parts of one table."]);
  });

  it("come apart by undo, together by redo, and outlive a new engine and a new name", async () => {
    const { stage, ways } = await begin();
    await ways.addTogether(two);
    await ways.loadAsOne(["sales_1", "sales_2"], false);
    stage.commands.undo();
    await settled(stage);
    expect(stage.sources()).toEqual({ sales_1: "ready", sales_2: "ready" });
    stage.commands.redo();
    await settled(stage);
    expect(stage.sources()).toEqual({ sales: "ready" });
    expect(stage.commands.renameSource("sales", "all_sales")).toBeNull();
    await settled(stage);
    await stage.commands.restartEngine();
    expect(stage.sources()).toEqual({ all_sales: "ready" });
    expect(stage.platform.engine.loaded).toEqual([
      { relation: "all_sales", file: "sales_1.csv", parts: ["sales_1.csv", "sales_2.csv"] },
    ]);
  });

  it("may take the name of one of them", async () => {
    const { stage, ways } = await begin();
    await ways.addTogether([fileOf("trips.csv"), fileOf("trips2.csv")]);
    await ways.loadAsOne(["trips", "trips2"], false);
    expect(stage.sources()).toEqual({ trips: "ready" });
    stage.commands.undo();
    await settled(stage);
    expect(stage.sources()).toEqual({ trips: "ready", trips2: "ready" });
    const { loaded } = stage.platform.engine;
    expect(loaded.findLast(({ relation }) => relation === "trips")?.parts).toBeUndefined();
  });

  it("can be split again, and read again with their names", async () => {
    const { stage, ways } = await begin();
    await ways.addTogether(two);
    await ways.loadAsOne(["sales_1", "sales_2"], false);
    await ways.nameFiles("sales", true);
    expect(stage.platform.engine.loaded.at(-1)).toMatchObject({ options: { filename: "filename" } });
    await ways.nameFiles("sales", false);
    expect(stage.state.document.sources.sales?.options).toBeUndefined();
    await ways.splitTable("sales");
    expect(locations(stage)).toEqual({ sales_1: "file:sales_1.csv", sales_2: "file:sales_2.csv" });
  });

  it("of a notebook opened again are found in the folder that is offered, and others than before are named", async () => {
    const { stage } = await begin(
      "---\neider: 1\nsources:\n  sales: { location: 'file:shop/sales_*.csv', size: 99 }\n---\n",
    );
    const { rememberPath } = await import("../../relink/filePath.ts");
    const files = inFolder("shop/sales_1.csv", "shop/sales_2.csv", "shop/users.csv");
    for (const { path, file } of files) rememberPath(file, path);
    await stage.commands.offerFiles(files.map(({ file }) => file));
    expect(stage.sources()).toEqual({ sales: "ready" });
    expect(stage.state.relink.unused).toEqual(["users.csv"]);
    expect(stage.notices()).toEqual([
      'The files of "sales" are not what they were: 99 bytes before, 10 bytes now. They are used from now on.',
    ]);
  });
});

describe("what is pasted", () => {
  it("becomes a source with a good name, twice if it is pasted twice", async () => {
    const { stage, ways } = await begin();
    expect(await ways.addPasted({ html: "", text: "a\tb\n1\t2\n" })).toBe(true);
    await ways.addPasted({ html: "", text: "a\tb\n3\t4\n" });
    expect(stage.sources()).toEqual({ pasted: "ready", pasted_2: "ready" });
    expect(stage.notices()).toEqual(["Pasted as pasted, 3 rows.", "Pasted as pasted_2, 3 rows."]);
  });

  it("tells what is known of its header and what was left out", async () => {
    const { stage, ways } = await begin();
    const html = "<p>before</p><table><tr><th>a</th><th>b</th></tr><tr><td>x</td><td>y</td></tr></table>";
    await ways.addPasted({ html, text: "before a b x y" });
    expect(stage.state.document.sources.pasted?.options).toEqual({ header: true });
    expect(stage.notices()[0]).toMatch(/characters of text around the table are left out/);
  });

  it("without a table adds nothing and says so", async () => {
    const { stage, ways } = await begin();
    expect(await ways.addPasted({ html: "", text: "Dear Sir or Madam" })).toBe(false);
    expect(stage.state.sources).toEqual([]);
    expect(stage.notices()[0]).toMatch(/no table/);
  });
});
