import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { convertFile } from "./convertFile.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-convert-"));
});
afterEach(() => rm(folder, { recursive: true }));

const jupyter = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: "markdown", id: "m", metadata: {}, source: "# Tea" },
    {
      cell_type: "code",
      id: "s",
      metadata: { tags: ["kept"] },
      source: "%%sql by_day <<\nselect 1",
      execution_count: 3,
      outputs: [{ output_type: "stream", name: "stdout", text: "1" }],
    },
  ],
});

async function convert(from, to, options = {}) {
  const said = [];
  const asked = {
    from: join(folder, from),
    to: join(folder, to),
    as: null,
    force: false,
    sqlMagic: true,
    ...options,
  };
  await convertFile(asked, (line) => said.push(line.replaceAll(`${folder}/`, "")));
  return said;
}
const put = (name, text) => writeFile(join(folder, name), text);
const text = (name) => readFile(join(folder, name), "utf8");

test("a Jupyter notebook becomes Markdown and a file beside it, and comes back with all it had", async () => {
  await put("a.ipynb", jupyter);
  expect(await convert("a.ipynb", "a.nb.md")).toEqual([
    "a.nb.md written: 2 cells, as Eider notebook.",
    "a.nb.assets.json holds outputs, attachments and metadata. Keep it beside the notebook.",
  ]);
  expect(await text("a.nb.md")).toContain("```sql name=by_day\nselect 1\n```");
  await convert("a.nb.md", "b.ipynb");
  expect(JSON.parse(await text("b.ipynb")).cells[1]).toMatchObject({
    ...JSON.parse(jupyter).cells[1],
    source: expect.anything(),
  });
});

test("every pair of formats gives the same cells again", async () => {
  await put(
    "a.nb.md",
    "---\neider: 1\ntitle: Tea\n---\n\n# Tea\n\n```sql name=a\nselect 1\n```\n\n```ts name=b\n1\n```\n",
  );
  const endings = ["nb.md", "ipynb", "kit.html", "sql", "ts"];
  for (const [at, ending] of endings.entries()) {
    const other = endings[(at + 1) % endings.length];
    await convert("a.nb.md", `one.${ending}`, { force: true });
    await convert(`one.${ending}`, `two.${other}`, { force: true });
    await convert(`two.${other}`, `back-${at}.nb.md`);
    expect(await text(`back-${at}.nb.md`)).toBe(await text("a.nb.md"));
  }
  await convert("a.nb.md", "a.html");
  expect(await text("a.html")).toContain(">Tea</h2>");
});

test("a format can be asked for by name, and SQL without its magic", async () => {
  await put("a.sql", "select 1\n");
  await convert("a.sql", "a.html", { as: "kit.html" });
  expect(await text("a.html")).toContain("<notebook");
  await convert("a.sql", "a.ipynb", { sqlMagic: false });
  expect(await text("a.ipynb")).not.toContain("%%sql");
});

test("nothing that is there is written over unless that is asked for", async () => {
  await put("a.ipynb", jupyter);
  await put("a.nb.md", "mine");
  await expect(convert("a.ipynb", "a.nb.md")).rejects.toThrow("is there already. --force writes over it.");
  await put("b.nb.assets.json", "mine");
  await expect(convert("a.ipynb", "b.nb.md")).rejects.toThrow("b.nb.assets.json is there already");
  expect(await text("a.nb.md")).toBe("mine");
  expect(await readdir(folder)).not.toContain("b.nb.md");
  await convert("a.ipynb", "a.nb.md", { force: true });
  expect(await text("a.nb.md")).toContain("# Tea");
});

test("what cannot be done is said with the file's name", async () => {
  await put("bad.ipynb", "{");
  await put("latin.sql", Buffer.from([0x73, 0xe9]));
  await put("a.sql", "select 1");
  await expect(convert("bad.ipynb", "a.nb.md")).rejects.toThrow(/bad\.ipynb: .*not JSON/);
  await expect(convert("latin.sql", "a.nb.md")).rejects.toThrow("is not UTF-8 text");
  await expect(convert("none.sql", "a.nb.md")).rejects.toThrow("none.sql cannot be read: it is not there.");
  await expect(convert("a.sql", "a.sql")).rejects.toThrow("the same file");
  await expect(convert("a.sql", "a.docx")).rejects.toThrow("does not say its format");
  await expect(convert("a.sql", "a.qmd")).rejects.toThrow("only read");
  await expect(convert("a.sql", "no/such/a.nb.md")).rejects.toThrow("cannot be written: it is not there.");
  await expect(convert("a.sql", "b.html", { as: "pdf" })).rejects.toThrow('not "pdf"');
});
