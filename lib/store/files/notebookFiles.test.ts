import { describe, expect, it } from "vitest";
import { AppStage, chainText, fileOf } from "../testing/appStage.ts";

const jupyter = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "python3", display_name: "Python 3" }, language_info: { name: "python" } },
  cells: [
    {
      cell_type: "code",
      id: "s",
      metadata: {},
      source: "%%sql by_day <<\nselect 1",
      execution_count: 2,
      outputs: [{ output_type: "stream", name: "stdout", text: ["from Jupyter"] }],
    },
    { cell_type: "code", id: "p", metadata: {}, source: "print(1)", execution_count: null, outputs: [] },
  ],
});

const named = (stage: AppStage) =>
  stage.state.document.cells.map(({ kind, name, source }) => [kind, name, source]);

async function downloaded(stage: AppStage) {
  const last = stage.platform.downloads.at(-1);
  return { name: last?.name, text: (await last?.file.text()) ?? "" };
}

describe("a notebook file of another format", () => {
  it("opens as cells, unrun, and is named by its file where it has no title", async () => {
    const stage = new AppStage();
    await stage.commands.openFile(fileOf("orders.ipynb", jupyter));
    expect(named(stage)).toEqual([
      ["sql", "by_day", "select 1"],
      ["python", "cell_1", "print(1)"],
    ]);
    expect([stage.state.origin, stage.state.document.title]).toEqual(["foreign", "orders"]);
    expect(stage.platform.engines.flatMap(({ requests }) => requests)).toEqual([]);
  });

  it.each([
    ["orders.sql", "select 1\n\n-- %% name=b\nselect 2\n", ["cell_1", "b"]],
    ["orders.ts", "// %% name=a\n1\n", ["a"]],
    ["orders.qmd", "```{sql}\n--| label: q\nselect 1\n```\n", ["q"]],
    [
      "orders.html",
      '<notebook><script type="application/sql" output="n">select 1</script></notebook>',
      ["n"],
    ],
    ["orders.md", "```sql orders\nselect 1\n```\n", ["orders"]],
    ["orders.md", "```sql name=mine\nselect 1\n```\n", ["mine"]],
  ])("%s", async (name, content, names) => {
    const stage = new AppStage();
    await stage.commands.openFile(fileOf(name, content));
    expect(stage.names()).toEqual(names);
  });

  it("that cannot be read leaves what is open, and says why", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.openFile(fileOf("bad.ipynb", "{"));
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.notices()[0]).toContain("bad.ipynb was not opened. This file is not a Jupyter notebook");
  });

  it("by an address of the app opens in the same way", async () => {
    const stage = new AppStage();
    stage.platform.welcome = jupyter;
    await stage.app.begin({ fragment: "", notebookId: null, source: "/folder/my%20orders.ipynb" });
    expect(stage.state.document.title).toBe("my orders");
    expect(stage.names()).toEqual(["by_day", "cell_1"]);
  });
});

describe("saving in another format", () => {
  it("gives a Jupyter notebook what it came with, also after a reload", async () => {
    const stage = new AppStage();
    await stage.commands.openFile(fileOf("orders.ipynb", jupyter));
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    const later = new AppStage(stage.platform);
    await later.app.begin({ fragment: "", notebookId: stage.state.notebookId });
    await later.commands.saveAs("ipynb");
    const { name, text } = await downloaded(later);
    expect(name).toBe("orders.ipynb");
    expect(JSON.parse(text).cells).toMatchObject(
      JSON.parse(jupyter).cells.map(({ source, ...cell }: { source: string }) => cell),
    );
  });

  it("puts the results on the screen in the place of older ones", async () => {
    const stage = new AppStage();
    await stage.commands.openFile(fileOf("orders.ipynb", jupyter));
    await stage.commands.runForeign();
    expect(stage.runs().by_day).toBe("done");
    await stage.commands.saveAs("ipynb");
    const [cell] = JSON.parse((await downloaded(stage)).text).cells;
    expect(cell.outputs).toHaveLength(1);
    expect(cell.outputs[0].data["text/html"].join("")).toContain("<table>");
    await stage.commands.saveAs("html");
    const page = await downloaded(stage);
    expect(page.name).toBe("orders.html");
    expect(page.text).toContain("<table>");
    expect(page.text).not.toContain("from Jupyter");
  });

  it("says what a script has no place for", async () => {
    const stage = new AppStage();
    await stage.commands.openFile(fileOf("orders.ipynb", jupyter));
    await stage.commands.saveAs("sql");
    expect((await downloaded(stage)).text).toContain("-- %% name=by_day\nselect 1\n");
    expect(stage.notices().join()).toContain("Outputs, attachments and metadata of Jupyter are not in it");
  });

  it("as Markdown offers the file that belongs beside it, and takes that file back", async () => {
    const stage = new AppStage();
    await stage.commands.openFile(fileOf("orders.ipynb", jupyter));
    await stage.commands.saveFile();
    const notebook = await downloaded(stage);
    const notice = stage.state.notices.find(({ action }) => action?.label === "Save them too");
    notice?.action?.run();
    await expect.poll(() => stage.platform.downloads.length).toBe(2);
    const beside = await downloaded(stage);
    expect(beside.name).toBe("orders.nb.assets.json");
    const other = new AppStage();
    const files = [notebook, beside].map(({ name = "", text }) => fileOf(name, text));
    const [first = fileOf(""), second] = files;
    await other.commands.openFile(first, second);
    await other.commands.saveAs("ipynb");
    expect((await downloaded(other)).text).toContain("from Jupyter");
  });

  it("of a notebook that came with nothing offers nothing", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.saveFile();
    expect(stage.notices()).toEqual([]);
  });

  it("keeps what it came with until the tab is closed where the device refuses, and says so", async () => {
    const stage = new AppStage();
    stage.platform.refusal = new Error("full");
    await stage.commands.openFile(fileOf("orders.ipynb", jupyter));
    expect(stage.notices().join()).toContain("until this tab is closed only (full)");
    await stage.commands.saveAs("ipynb");
    expect((await downloaded(stage)).text).toContain("from Jupyter");
  });
});
