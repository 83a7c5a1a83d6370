import { gzipSync } from "node:zlib";
import { makeXlsx } from "../../lib/ingest/testing/makeXlsx.ts";
import { makeZip } from "../../lib/ingest/testing/makeZip.ts";
import { given } from "../page-models/dataFiles.ts";
import type { EiderWindow } from "../page-models/EiderObject.ts";
import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";

// A small heap: the bombs then burst as they would at 4 GB, and spare the machine that runs the tests.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), "--js-flags=--max-old-space-size=256"] }),
});

const bombs: Record<string, string> = {
  objects: "const all = []; for (let n = 0; ; n++) all.push({ n, text: String(n) });",
  strings: 'export default "x".repeat(2 ** 28).split("").map((c) => ({ c }));',
};
const harmless: Record<string, string> = {
  buffers:
    "const all = Array.from({ length: 8 }, () => new Uint8Array(32 << 20)); export default [{ n: all.length }];",
  wasm: "const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 }); let n = 0; try { for (;;) { memory.grow(4096); n++; } } catch {} export default [{ n }];",
  too_long: 'let text = "x"; try { for (;;) text += text; } catch {} export default [{ n: text.length }];',
};

test("26 · a cell that takes all memory ends, and its sandbox comes back", async ({
  page,
  notebook,
  context,
  allowProblems,
}) => {
  // Playwright says so, and lets the page go, when the process of any of its frames ends. So the page keeps a diary.
  allowProblems(/^The tab crashed/);
  const cells = Object.entries({ ...bombs, ...harmless }).map(([name, code]) => cellText("ts", name, code));
  const huge = cellText("sql", "huge", "select length(repeat('x', 20000000000)) as n");
  await notebook.startWith([...cells, huge, cellText("ts", "fine", "export default [{ n: 1 }];")].join(""));
  await page.evaluate(
    (names) => {
      const { eider } = globalThis as EiderWindow;
      const diary: Record<string, string> = {};
      void (async () => {
        for (const name of names) {
          await eider?.run(name);
          const { run, error } = eider?.cells().find((cell) => cell.name === name) ?? {};
          await eider?.run("fine");
          const rows = await eider?.rows("fine", { offset: 0, limit: 9 });
          diary[name] = `${run}: ${error}; then ${JSON.stringify(rows)}`;
          localStorage.setItem("diary", JSON.stringify(diary));
        }
      })();
    },
    [...Object.keys(bombs), ...Object.keys(harmless), "huge"],
  );
  const reader = await context.newPage();
  await reader.goto("/welcome.nb.md");
  const diary = async (): Promise<Record<string, string>> =>
    JSON.parse((await reader.evaluate(() => localStorage.getItem("diary"))) ?? "{}");
  await expect.poll(async () => Object.keys(await diary()), { timeout: 180_000 }).toContain("huge");
  const written = await diary();
  for (const name of Object.keys(bombs))
    expect(written[name], name).toMatch(/^failed: .*memory.*; then \[\["1"\]\]$/);
  for (const name of Object.keys(harmless)) expect(written[name], name).toBe('done: null; then [["1"]]');
  expect(written.huge).toMatch(/^failed: .*; then \[\["1"\]\]$/s);
});

test("24 · a chart that never ends is refused or taken away, and the page answers meanwhile", async ({
  page,
  victim,
}) => {
  const points = { mark: "point", encoding: { x: { field: "n", type: "quantitative" } } };
  const calculated = (calculate: string) => ({ ...points, transform: [{ calculate, as: "z" }] });
  const sequence = (data: object) => ({ layer: [{ ...points, data: { sequence: data } }] });
  const refused = {
    long: sequence({ start: 0, stop: 1e9 }),
    fine: sequence({ start: 0, stop: 1, step: 1e-12 }),
  };
  const hanging = {
    regexp: calculated("test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')"),
    made: calculated("length(sequence(0, 1e9))"),
  };
  const endless: Record<string, object> = { ...refused, ...hanging };
  const cells = Object.entries(endless).map(([name, spec]) =>
    cellText("chart", name, JSON.stringify(spec), " from=rows"),
  );
  await page.setViewportSize({ width: 1000, height: 3_000 });
  await runStrangers(victim, cellText("sql", "rows", "select range as n from range(3)") + cells.join(""), [
    "rows",
  ]);
  // Drawing hangs now; the page does not, in a browser that gives such frames a process of their own.
  // Not a click: a plain field and the editor may be changing places, and one covers the other.
  await victim.source("rows").focus();
  expect(await page.evaluate(() => 6 * 7)).toBe(42);
  for (const name of Object.keys(refused)) await expect(victim.output(name)).toContainText(/may have up to/);
  for (const name of Object.keys(hanging)) {
    await expect(victim.output(name)).toContainText(/did not answer|memory|array length/i, {
      timeout: 120_000,
    });
    await expect(victim.output(name).locator("iframe")).toHaveCount(0);
  }
  await expectAlive(victim);
});

test("34 · what unpacks without end is stopped, says so, and leaves the next file alone", async ({
  victim,
}) => {
  const zeros = gzipSync(Buffer.alloc(16 << 20));
  const manyTimes = (member: Buffer, times: number) =>
    Buffer.concat(Array.from({ length: times }, () => member));
  const inner = makeZip([{ name: "deep.csv", content: Buffer.alloc(16 << 20, "a") }]);
  const files = [
    // 4 GB of nothing in 4 MB, as one gzip member after the other.
    given("zeros.csv.gz", manyTimes(zeros, 256)),
    given("zeros.ndjson.gz", manyTimes(zeros, 256)),
    given("lies.zip", makeZip([{ name: "lies.csv", content: Buffer.alloc(8 << 20, "a"), size: 10 }])),
    given(
      "deep.zip",
      makeZip([{ name: "inner.zip", content: makeZip([{ name: "inmost.zip", content: inner }]) }]),
    ),
    given(
      "shared.zip",
      makeZip(
        Array.from({ length: 500 }, (_, n) => ({
          name: `${n}.csv`,
          content: n === 0 ? Buffer.alloc(8 << 20, "a,b\n") : "",
          sharesWith: 0,
        })),
      ),
    ),
    given(
      "long.xlsx",
      Buffer.from(
        makeXlsx({
          sheets: { s: `<row><c t="s"><v>0</v></c></row>` },
          shared: `<si><t>${"a".repeat(20 << 20)}</t></si>`,
        }),
      ),
    ),
    given(
      "entities.xlsx",
      Buffer.from(
        makeXlsx({
          sheets: { s: "<row><c><v>&a;</v></c></row>" },
          parts: { "xl/sharedStrings.xml": billionLaughs },
        }),
      ),
    ),
    given("good.csv", "a,b\n1,2\n"),
  ];
  await victim.openEmpty();
  const eider = await victim.eider();
  const receipts = await victim.addFiles(files);
  for (const { name } of files.slice(0, -1)) {
    const own = receipts.filter(({ file }) => file.startsWith(name));
    const said = own
      .map(({ error, notes, rejected }) => `${error ?? ""} ${notes.join(" ")} ${rejected}`)
      .join(" ");
    expect([
      name,
      own.length > 0,
      own.reduce((sum, { loaded }) => sum + loaded, 0) < 2_000_000,
      said.trim() !== "",
    ]).toEqual([name, true, true, true]);
  }
  expect(await eider.evaluate((object) => object.rows("good", { offset: 0, limit: 9 }))).toEqual([
    ["1", "2"],
  ]);
  await expectAlive(victim);
});

const billionLaughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 10 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? "" : n - 1};`.repeat(10)}">`).join("")}]><sst><si><t>&a9;</t></si></sst>`;
