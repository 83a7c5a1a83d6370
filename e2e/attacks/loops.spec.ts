import type { NotebookPage } from "../page-models/NotebookPage.ts";
import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";
import { bindEnginePort } from "./bindEnginePort.mjs";

/** A function of WebAssembly that never returns. */
const endlessWasm = "0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11";

/** Code that never ends, each in its own way. */
const loops: Record<string, string> = {
  while_loop: "while (true) {}",
  wasm: `const { instance } = await WebAssembly.instantiate(new Uint8Array([${endlessWasm}]));
(instance.exports.f as () => void)();`,
  regex: 'export default [{ ok: /^(a+)+$/.test("a".repeat(60) + "b") }];',
  sort: "let n = 0; while (true) Array.from({ length: 100_000 }, () => Math.random()).sort(() => Math.sin(n++) - 0.5);",
  microtasks: "const again = (): void => queueMicrotask(again);\nagain();\nawait new Promise(() => {});",
  messages: `${bindEnginePort}
while (true) for (let i = 0; i < 50; i++) port.postMessage({ id: 1, type: "count", relation: "one", i });`,
  timers: "setInterval(() => { for (;;) {} });\nawait new Promise(() => {});",
  logs: 'while (true) console.log("x".repeat(1000));',
  displays: "while (true) display([{ n: 1 }]);",
};

async function stopIt(notebook: NotebookPage, name: string): Promise<void> {
  const eider = await notebook.eider();
  // Not awaited: it ends only when it is stopped.
  await eider.evaluate((object, cell) => void object.run(cell), name);
  await notebook.expectRun(name, "running");
  await eider.evaluate((object) => object.stop());
  await notebook.expectRun(name, "cancelled");
}

test("25, 27 · whatever loops is stopped, the page answers meanwhile, and the next cell runs", async ({
  page,
  victim,
}) => {
  const text = Object.entries(loops).map(([name, code]) => cellText("ts", name, code));
  const endless = cellText(
    "sql",
    "endless",
    "select count(*) from range(10000000000) a, range(10000000000) b",
  );
  const fine = cellText("ts", "fine", "export default [{ n: await one.count() }];");
  await runStrangers(victim, cellText("sql", "one", "select 1 as n"), ["one"]);
  await victim.openText([cellText("sql", "one", "select 1 as n"), fine, endless, ...text].join(""));
  const eider = await victim.eider();
  for (const name of [...Object.keys(loops), "endless"]) {
    await test.step(name, async () => {
      await stopIt(victim, name);
      expect(await page.evaluate(() => 6 * 7)).toBe(42);
      await eider.evaluate((object) => object.run("fine"));
      expect(await victim.rowsOf("fine")).toEqual([["1"]]);
    });
  }
  await expectAlive(victim);
});

test("27 · a hundred thousand messages, a million rows and a gigabyte are kept within what a page can hold", async ({
  page,
  victim,
}) => {
  const text = [
    cellText(
      "ts",
      "chatty",
      'for (let n = 0; n < 100_000; n++) { console.log("line " + n); display({ n }); }',
    ),
    cellText("sql", "gigabyte", "select repeat('x', 1000) || range as t from range(1000000)"),
    cellText(
      "ts",
      "shown",
      "display(gigabyte); display(Array.from({ length: 1_000_000 }, (_, n) => ({ n })));",
    ),
    cellText(
      "ts",
      "wide",
      'display("x".repeat(50_000_000)); export const value = new Uint8Array(100 << 20);',
    ),
    cellText("ts", "many", "export default Array.from({ length: 1_000_000 }, (_, n) => ({ n }));"),
  ];
  const names = ["chatty", "gigabyte", "shown", "wide", "many"];
  await runStrangers(victim, text.join(""), names);
  await victim.expectDone(...names);
  await expect(victim.output("chatty").getByText(/more displays and log lines are not shown/)).toBeVisible();
  await expect(victim.output("wide").getByText(/50,000,000/)).toBeVisible();
  await expect(victim.output("wide").getByText(/Other cells do not see "value"/)).toBeVisible();
  await expect(
    victim
      .output("shown")
      .getByText(/1,000,000/)
      .first(),
  ).toBeVisible();
  expect((await victim.relation("gigabyte")).rows).toBe(1_000_000);
  expect((await victim.relation("many")).rows).toBe(1_000_000);
  // Rows and messages are there in full, elements are not.
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(60_000);
  await expectAlive(victim);
});
