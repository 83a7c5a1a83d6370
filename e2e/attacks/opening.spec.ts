import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { encodeCapsule } from "../../lib/share/encodeCapsule.ts";
import type { EiderWindow } from "../page-models/EiderObject.ts";
import type { NotebookPage } from "../page-models/NotebookPage.ts";
import { waysInOf } from "../page-models/waysInOf.ts";
import { cellText, expect, expectAlive, openStrangers, runStrangers, test } from "./attackTest.ts";

const bars = { name: "Run this notebook" };

/** Follows a link within the open app, as pasting it over its address does. */
async function follow(notebook: NotebookPage, fragment: string): Promise<void> {
  await notebook.page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
}

/** A fragment around any bytes, with a checksum that fits. */
function linkOf(content: Buffer): string {
  const packed = deflateRawSync(content);
  return `#nb1d.${packed.toString("base64url")}.${createHash("sha256").update(packed).digest("hex").slice(0, 8)}`;
}

test("1 · opening a link, a file or a reload runs nothing of it", async ({ page, victim, hostile }) => {
  const { url } = hostile;
  const chart = JSON.stringify({ mark: "point", data: { url: `${url}/chart.json` } });
  const text = `---
eider: 1
title: Harmless
autorun: true
trusted: true
sources:
  far: ${url}/far.csv
---

![pixel](${url}/pixel.svg)

${cellText("ts", "typescript", `await fetch("${url}/ts"); display.html("<img src='${url}/html'>"); export default [{ n: 1 }];`)}
${cellText("sql", "query", `from read_csv('${url}/sql.csv')`)}
${cellText("chart", "drawn", chart)}
<!-- cell {"id":"x","autorun":true,"trusted":true,"outputs":[{"html":"<img src='${url}/output'>"}]} -->
Text.
`;
  const expectUnrun = async () => {
    await expect(victim.sharedBar).toBeVisible();
    expect((await victim.cells()).map(({ run }) => run)).toEqual(["idle", "idle", "idle"]);
    expect(page.frames()).toHaveLength(1);
  };
  await victim.open(`/${await encodeCapsule(text)}`);
  await expectUnrun();
  await test.step("nor does a script, a key or the button for one's own notebooks", async () => {
    await (await victim.eider()).evaluate((eider) => eider.run());
    await victim.button("Run all").click();
    await victim.source("typescript").press("ControlOrMeta+Enter");
    await expectUnrun();
  });
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await victim.reload();
  await expectUnrun();
  await openStrangers(victim, text);
  await expectUnrun();
  await expectAlive(victim);
});

test("3 · what one notebook was allowed is nothing for the same one with other content", async ({
  page,
  victim,
  outside,
  allowProblems,
}) => {
  allowProblems(/^The service worker asked for GET/, /Failed to load resource/);
  const ways = waysInOf(victim);
  await victim.openEmpty("Mine");
  await ways.choose("URL…");
  await ways.fetch(`${outside.url}/data.csv`);
  await ways.dialog.getByRole("button", { name: /^Allow / }).click();
  await victim.receiptsOf(["data.csv"], 0);
  const text = await victim.text();
  expect(outside.hits).toEqual(["GET /data.csv"]);

  const stolen = `${text}\n${cellText("ts", "spy", `export default await sql\`from data\`;`)}`;
  for (const changed of [text, stolen, stolen.replace("/data.csv", "/other.csv")]) {
    await follow(victim, await encodeCapsule(changed));
    await expect(victim.sharedBar).toBeVisible();
    await victim.sharedBar.getByRole("button", bars).click();
    await expect(victim.sharedBar).toHaveCount(0);
    await victim.settled();
    expect(JSON.stringify(await victim.receipts())).not.toContain("outside");
  }
  expect(outside.hits).toEqual(["GET /data.csv"]);
  expect(
    await page.evaluate(
      () => Object.keys(localStorage).filter((key) => key.startsWith("eider-hosts-")).length,
    ),
  ).toBe(1);
  await expectAlive(victim);
});

test("28 · a link that is a bomb, far too long or cut off says so, and leaves what is open alone", async ({
  page,
  victim,
}) => {
  await victim.openText("# Still here\n");
  const whole = await encodeCapsule(cellText("sql", "a", "select 1"));
  const links: [string, RegExp][] = [
    [linkOf(Buffer.alloc(150 << 20)), /more than 4 MiB/],
    [`#nb1d.${"A".repeat(1_900_000)}.00000000`, /longer than any/],
    [whole.slice(0, -20), /damaged or was cut off/],
    [whole.replace(/.(?=\.[0-9a-f]{8}$)/, "!"), /damaged or was cut off/],
    [whole.slice(0, 8), /damaged or was cut off/],
    [linkOf(Buffer.from("[".repeat(1_000_000))), /damaged or was cut off/],
    [linkOf(Buffer.from(`{"v":1,"text":${'{"a":'.repeat(100_000)}`)), /damaged or was cut off/],
    [linkOf(Buffer.from('{"v":1,"text":["not a text"]}')), /damaged or was cut off/],
  ];
  for (const [link, said] of links) {
    await follow(victim, link);
    await expect(page.getByRole("alert").filter({ hasText: said }).first()).toBeVisible();
    expect(await victim.text()).toBe("# Still here\n");
    await page
      .getByRole("button", { name: /^Dismiss|^Close message/ })
      .first()
      .click();
  }
  await expectAlive(victim);
});

/** Names that are properties of every object; the source of the notebook below is called `__proto__`. */
const inherited = ["constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];

test("29 · names and data that are properties of every object are names and data", async ({
  page,
  victim,
}) => {
  const polluted = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "a": 1}';
  const text = `---
eider: 1
title: Polluted
__proto__: { polluted: 1 }
constructor: { prototype: { polluted: 1 } }
sources:
${inherited.map((name) => `  ${name}_file: { location: "file:${name}_kept.csv", options: { __proto__: { polluted: 1 } } }`).join("\n")}
  __proto__: { location: "file:x.csv", __proto__: { polluted: 1 } }
---

<!-- cell ${polluted} -->
Text

${inherited.map((name, at) => cellText("sql", name, `select ${at} as "${name}"`, ` __proto__=1 constructor=2`)).join("")}
${cellText("sql", "all_columns", `select ${inherited.map((name, at) => `${at} as "${name}"`).join(", ")}, 7 as "__proto__"`)}
${cellText("ts", "rows_of", `export default all_columns.map((row) => ({ ...row, kept: JSON.stringify(row, (_, v) => typeof v === "bigint" ? Number(v) : v) }));`)}
${cellText("ts", "values_of", `export const isPrototypeOf = 1; export const __lookupGetter__ = 2; export const plain = JSON.parse('${polluted}'); display(JSON.parse('${polluted}'));`)}
${cellText("ts", "reader", `export default [{ t: JSON.stringify(plain), own: "polluted" in {} }];`)}
${cellText("sql", "bound", "select {{isPrototypeOf}} as a, {{__lookupGetter__}} as b")}
`;
  await runStrangers(victim, text, [...inherited, "all_columns", "rows_of", "values_of", "reader", "bound"]);
  for (const [at, name] of inherited.entries()) {
    await victim.expectDone(name);
    expect(await victim.rowsOf(name)).toEqual([[String(at)]]);
  }
  await victim.expectDone("all_columns", "rows_of", "values_of", "reader");
  expect(await victim.rowsOf("all_columns")).toEqual([[...inherited.map((_, at) => String(at)), "7"]]);
  expect(await victim.rowsOf("bound")).toEqual([["1", "2"]]);
  expect((await victim.rowsOf("reader"))[0]?.[1]).toBe("false");
  await victim.addFiles([
    { name: "proto.ndjson", mimeType: "", buffer: Buffer.from(`${polluted}\n`) },
    { name: "__proto__.json", mimeType: "", buffer: Buffer.from(`[${polluted}]`) },
    {
      name: "constructor.csv",
      mimeType: "",
      buffer: Buffer.from(`${inherited.join(",")}\n${inherited.map((_, at) => at).join(",")}\n`),
    },
  ]);
  for (const { error, relation } of await victim.receipts()) {
    expect(error).toBeNull();
    expect((await victim.relation(relation ?? "")).rows).toBe(1);
  }
  expect(await page.evaluate(() => "polluted" in {})).toBe(false);
  const kept = await victim.text();
  await victim.openText(kept);
  expect(await victim.text()).toBe(kept);
  await expectAlive(victim);
});

test("31 · a stranger's notebook never takes the place of one that is kept, whatever ids it names", async ({
  page,
  victim,
}) => {
  await victim.openText(cellText("sql", "mine", "select 'mine' as t"));
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const mine = new URL(page.url());
  const id = mine.searchParams.get("n");
  const text = `---\neider: 1\nid: ${id}\nnotebookId: ${id}\nn: ${id}\n---\n\n<!-- cell {"id":"${id}","notebookId":"${id}"} -->\nStolen.\n\n<!-- cell {"id":"${id}"} -->\n${cellText("sql", "mine", "select 'stolen' as t")}`;
  await victim.open(`/?n=${id}${await encodeCapsule(text)}`);
  await expect(victim.sharedBar).toBeVisible();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("n")).not.toBe(id);
  await victim.open(mine.pathname + mine.search);
  expect(await victim.text()).toContain("select 'mine' as t");
  await expect(victim.sharedBar).toHaveCount(0);
  const ids = await page.evaluate(async () => {
    const opening = indexedDB.open("eider");
    const database = await new Promise<IDBDatabase>((done) => {
      opening.onsuccess = () => done(opening.result);
    });
    const asking = database.transaction("notebooks").objectStore("notebooks").getAll();
    const all = await new Promise<{ id: string; text: string }[]>((done) => {
      asking.onsuccess = () => done(asking.result);
    });
    return all.filter(({ text }) => text.includes("stolen")).map(({ id }) => id);
  });
  expect(ids).toHaveLength(1);
  expect(ids).not.toContain(id);
  expect(await page.evaluate(() => typeof (globalThis as EiderWindow).eider)).toBe("object");
});
