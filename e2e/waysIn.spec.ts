import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";
import { relinkOf } from "./page-models/relinkOf.ts";
import { folderWith, waysInOf } from "./page-models/waysInOf.ts";

test("a folder: what belongs together is one table that says how its files differ, and the folder is asked for after a reload", async ({
  page,
  notebook,
}) => {
  const ways = waysInOf(notebook);
  const relink = relinkOf(notebook);
  const folder = await folderWith("shop", {
    "year=2023/sales_1.csv": "id,amount\n1,5\n2,7\n",
    "year=2024/sales_2.csv": "id,amount,note\n3,2.5,x\n",
    "users.ndjson": '{"name":"Åsa"}\n',
    "README.md": "# Not data\n",
  });
  await notebook.startEmpty();
  await ways.pickFolder(folder);
  await notebook.receiptsOf(["2 files", "users.ndjson"], 0);
  await expect(ways.messages).toContainText(
    "3 files of shop as 2 tables. Left out, because they are no tables: shop/README.md.",
  );
  expect(await notebook.text()).toContain("file:shop/year=*/sales_*.csv");
  expect(await notebook.rowsOf("sales")).toEqual([
    ["1", "5.0", null, "2023"],
    ["2", "7.0", null, "2023"],
    ["3", "2.5", "x", "2024"],
  ]);
  await notebook.expectReceipt("sales", { loaded: 3, rejected: 0 });

  await test.step("the receipt tells which file lacks or retypes what", async () => {
    await ways
      .line("sales")
      .getByRole("button", { name: /loaded ·/ })
      .click();
    const line = ways.line("sales");
    await expect(line).toContainText("shop/year=*/sales_*.csv");
    await expect(line).toContainText(/amount is BIGINT in 1 of 2 files and becomes .*: shop\/year=2023/);
    await expect(line).toContainText(/note is only in 1 of 2 files .*: shop\/year=2024\/sales_2.csv/);
  });
  await test.step("names of the files come as a column, and go", async () => {
    // While it is loaded again there is no relation to ask.
    const hasNames = () =>
      notebook.relation("sales").then(
        ({ columns }) => columns.some(({ name }) => name === "filename"),
        () => null,
      );
    await page.getByRole("button", { name: "Add a column of file names" }).click();
    await expect.poll(hasNames).toBe(true);
    // It was loaded again, so its receipt is a new one.
    await ways
      .line("sales")
      .getByRole("button", { name: /loaded ·/ })
      .click();
    await page.getByRole("button", { name: "Leave out the file names" }).click();
    await expect.poll(hasNames).toBe(false);
  });
  await test.step("after a reload the folder is asked for, and its files are known by their paths", async () => {
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await notebook.reload();
    await expect(relink.bar).toContainText("shop/year=*/sales_*.csv");
    await relink.bar.getByRole("button", { name: "Find files…" }).click();
    const chooser = page.waitForEvent("filechooser");
    await relink.dialog.getByRole("button", { name: "Choose a folder…" }).click();
    await (await chooser).setFiles(folder);
    await notebook.receiptsOf(["2 files"], 0);
    await relink.dialog.getByRole("button", { name: "Done" }).click();
    expect((await notebook.relation("sales")).rows).toBe(3);
  });
});

test("loose files that look like one table are offered as one, and come apart again", async ({
  page,
  notebook,
}) => {
  const ways = waysInOf(notebook);
  await notebook.startEmpty();
  await notebook.addFiles([given("oslo.csv", "id,t\n1,x\n"), given("rome.csv", "t,id\ny,2\n")]);
  await expect(ways.messages).toContainText("oslo and rome look like parts of one table.");
  await ways.messages.getByRole("checkbox", { name: "With a column of file names" }).check();
  await ways.messages.getByRole("button", { name: "Load these 2 files as one table" }).click();
  await notebook.receiptsOf(["2 files"], 0);
  const relation = (await notebook.receipts()).at(-1)?.relation ?? "";
  expect(await notebook.rowsOf(relation)).toEqual([
    ["1", "x", "oslo.csv"],
    ["2", "y", "rome.csv"],
  ]);
  await expect(notebook.data.getByRole("treeitem")).toHaveCount(1);
  await ways.messages.getByRole("button", { name: "Split again" }).click();
  await expect(notebook.data.getByRole("treeitem")).toHaveCount(2);
  await page.getByRole("main").focus();
  await page.keyboard.press("z");
  await expect(notebook.data.getByRole("treeitem")).toHaveCount(1);
  await page.keyboard.press("z");
  await expect(notebook.data.getByRole("treeitem")).toHaveCount(2);
  await notebook.expectReceipt("rome", { loaded: 1, rejected: 0 });
});

test.describe("a file by its address", () => {
  test.beforeEach(({ allowProblems }) =>
    allowProblems(
      /^The service worker asked for GET http:\/\/127\.0\.0\.1:\d+\//,
      /Failed to load resource: (the server responded with a status of (4\d\d|502)|net::ERR_FAILED)/,
    ),
  );

  test("is fetched after its host was allowed by name, and on demand alone when the notebook is opened again", async ({
    page,
    notebook,
    outside,
  }) => {
    const ways = waysInOf(notebook);
    await notebook.startEmpty();
    await ways.choose("URL…");
    const address = `${outside.url}/data/browsers.csv`;
    const host = new URL(outside.url).host;
    await ways.fetch(address);
    await expect(ways.dialog).toContainText(`May this notebook fetch from ${host}?`);
    expect(outside.hits).toEqual([]);
    await ways.dialog.getByRole("button", { name: `Allow ${host}` }).click();
    await notebook.receiptsOf(["browsers.csv"], 0);
    await expect(ways.dialog).toHaveCount(0);
    expect(outside.hits).toEqual(["GET /data/browsers.csv"]);
    expect(await notebook.rowsOf("browsers")).toEqual([["chromium", "1"]]);
    const text = await notebook.text();
    expect(text).toContain(`location: ${address}`);

    await test.step("a second file of the host asks nothing", async () => {
      await ways.choose("URL…");
      await ways.fetch(`${outside.url}/more.csv`, "more");
      await notebook.receiptsOf(["more.csv"], 1);
      expect((await notebook.relation("more")).rows).toBe(1);
    });
    await test.step("a host that leads elsewhere is refused, and the dialog says so", async () => {
      await ways.choose("URL…");
      await ways.fetch(`${outside.url}/redirect`);
      await expect(ways.dialog.getByRole("alert")).toContainText(/could not be read.*redirect/s);
      await page.keyboard.press("Escape");
      await expect(ways.dialog).toHaveCount(0);
    });
  });

  test("that a notebook names is never fetched by itself, and not from this machine unless it was typed", async ({
    page,
    notebook,
    outside,
  }) => {
    await notebook.startWith(
      `---\neider: 1\ntitle: T\nsources:\n  far: { location: "${outside.url}/far.csv" }\n---\n`,
    );
    await notebook.data.getByRole("button", { name: "Fetch…" }).click();
    const dialog = page.getByRole("dialog", { name: "Fetch far" });
    await dialog.getByRole("button", { name: "Fetch", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText(/Only https is fetched/);
    expect(outside.hits).toEqual([]);
  });

  test("of a private network or no address at all is refused in the dialog", async ({ notebook }) => {
    const ways = waysInOf(notebook);
    await notebook.startEmpty();
    await notebook.data.getByRole("button", { name: "Add data from URL" }).click();
    for (const [address, said] of [
      ["https://192.168.1.1/a.csv", /private network/],
      ["http://example.org/a.csv", /Only https/],
      ["nothing here", /space/],
    ] as const) {
      await ways.fetch(address);
      await expect(ways.dialog.getByRole("alert")).toContainText(said);
    }
  });
});

test("what is pasted becomes a table; cells that were copied later are pasted as cells", async ({
  page,
  notebook,
  context,
}) => {
  const ways = waysInOf(notebook);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await notebook.startWith("```sql name=one\nselect 1 as n\n```\n");
  const html =
    "<table><caption>Big cities</caption><tr><th>city</th><th>people</th></tr><tr><td>Oslo</td><td>700000</td></tr></table>";
  await ways.copyElsewhere("city\tpeople\nOslo\t700000", html);
  await page.getByRole("main").focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(ways.messages).toContainText("Pasted as big_cities, 1 row.");
  expect(await notebook.rowsOf("big_cities")).toEqual([["Oslo", "700000"]]);
  await ways.choose("Paste");
  await expect(ways.messages).toContainText("Pasted as big_cities_2, 1 row.");

  await test.step("cells that were copied since are what is pasted", async () => {
    await notebook.cell("one").getByRole("button", { name: "Run cell" }).focus();
    await page.keyboard.press("c");
    await page.keyboard.press("ControlOrMeta+v");
    await expect(notebook.cell("one_2")).toBeVisible();
    await page.keyboard.press("v");
    await expect(notebook.cell("one_3")).toBeVisible();
    await expect(notebook.data.getByRole("treeitem")).toHaveCount(2);
  });
  await test.step("text without a table says so", async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("blur")));
    await ways.copyElsewhere("Dear Sir or Madam");
    await page.keyboard.press("ControlOrMeta+v");
    await expect(ways.messages).toContainText("There is no table in what was pasted");
  });
});

test("the menu, the dialog and the offer read well: axe, light and dark, wide and narrow", async ({
  page,
  notebook,
}) => {
  const ways = waysInOf(notebook);
  await notebook.startEmpty();
  // Each theme and each width once: colours do not hang on the width.
  const looks = [
    ["light", 1280],
    ["dark", 400],
  ] as const;
  const check = async (name: string) => {
    for (const [colorScheme, width] of looks) {
      // Without motion, so that no colour is measured on its way to another.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      expect([name, colorScheme, width, await axeFindings(page)]).toEqual([name, colorScheme, width, []]);
      const path = `test-results/screens/ways-${name}-${colorScheme}-${width}.png`;
      await page.screenshot({ path, animations: "disabled" });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await check("empty");
  await page.getByRole("button", { name: "More ways to add data", exact: true }).press("Enter");
  await expect(page.getByRole("menuitem", { name: "Folder…" })).toBeVisible();
  await check("menu");
  await page.keyboard.press("Escape");
  await ways.choose("URL…");
  await check("url");
  await ways.fetch("https://data.example.org/exports/sales%202024.csv");
  await expect(ways.dialog).toContainText("May this notebook fetch from data.example.org?");
  await check("host");
  await ways.dialog.getByRole("button", { name: "Back" }).click();
  await ways.fetch("https://10.0.0.1/a.csv");
  await expect(ways.dialog.getByRole("alert")).toBeVisible();
  await check("refused");
  await page.keyboard.press("Escape");
  await notebook.addFiles([given("s_1.csv", "id,t\n1,x\n"), given("s_2.csv", "id,t\n2,\n")]);
  await expect(ways.messages).toContainText("look like parts of one table");
  await check("offer");
  await ways.messages.getByRole("button", { name: "Load these 2 files as one table" }).click();
  await notebook.receiptsOf(["2 files"], 0);
  await notebook.data.getByRole("button", { name: /loaded ·/ }).click();
  await check("receipt");
});
