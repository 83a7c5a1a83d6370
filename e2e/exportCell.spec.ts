import { startS3 } from "../bin/testing/startS3.mjs";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { chooseInMenu, folderFiles, withFolderDialog } from "./page-models/exportsOf.ts";
import { s3Of } from "./page-models/s3Of.ts";

const asksTheStore =
  /^The (service worker|page) asked for (GET|HEAD|PUT|POST|DELETE|OPTIONS) http:\/\/127\.0\.0\.1:\d+\//;

const text = `\`\`\`sql name=orders
select i as id, (i % 2)::varchar as day from range(10) t(i)
\`\`\`

\`\`\`export name=lake from=orders
to: folder
\`\`\`

\`\`\`export name=shop from=orders
format: ndjson
to: s3://shop/daily/
notify: s3://shop/done.json
\`\`\`
`;

test("an export cell writes when it is itself asked for: into a folder that is picked once, into a bucket by a connection of the notebook", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore, /Failed to load resource: the server responded with a status of 404/);
  const store = await startS3({ buckets: ["shop"] });
  await withFolderDialog(page, "picked");
  await notebook.startWith(text);
  await notebook.button("Run all").click();
  await notebook.settled(["orders"]);
  expect((await notebook.cells()).map(({ name, run }) => [name, run])).toEqual([
    ["orders", "done"],
    ["lake", "idle"],
    ["shop", "idle"],
  ]);

  await test.step("as its form says", async () => {
    const lake = notebook.cell("lake");
    await lake.getByRole("button", { name: "Builder", exact: true }).click();
    await lake.getByLabel("Format").selectOption("csv");
    await lake.getByLabel("Add to: A folder for each").selectOption("day");
    await expect(lake).toContainText("Where it goes is asked when the cell is run.");
    expect(await axeFindings(page, '[aria-label="Builder of lake"]')).toEqual([]);
    await notebook.runCell("lake");
    await expect(lake).toContainText("Written to picked: 2 files, 10 rows");
    await expect(lake).toContainText("Goes to picked.");
    const files = await folderFiles(page, "picked");
    expect(Object.keys(files).sort()).toEqual([
      "day=0/part-00001.csv",
      "day=1/part-00001.csv",
      "manifest.json",
    ]);
    expect(atob(files["day=1/part-00001.csv"] ?? "")).toBe("id\n1\n3\n5\n7\n9\n");
    await notebook.runCell("lake");
    await expect(lake).toContainText("day=0/part-00001.csv is in the folder already.");
  });

  await test.step("what the export dialog was told can be kept as a cell", async () => {
    await chooseInMenu(notebook, "orders", "Export…");
    const dialog = page.getByRole("dialog", { name: "Export orders" });
    await dialog.getByLabel("Format").selectOption("parquet");
    await dialog.getByLabel("Where").selectOption("folder");
    await dialog.getByRole("button", { name: "Keep as a cell" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(notebook.cell("orders_out")).toContainText("Where it goes is asked when the cell is run.");
    expect(await notebook.text()).toContain(
      "```export name=orders_out from=orders\nformat: parquet\nto: folder\n```",
    );
  });

  await test.step("to a bucket only once the notebook was given a connection", async () => {
    const shop = notebook.cell("shop");
    await notebook.runCell("shop");
    await expect(shop).toContainText("No connection of this notebook reaches s3://shop/daily/.");
    const s3 = s3Of(notebook);
    await s3.open();
    await s3.enter({ ...store, bucket: "shop" });
    await s3.press("Save and open");
    await page.keyboard.press("Escape");
    await notebook.runCell("shop");
    await expect(shop).toContainText("Written to s3://shop/daily/: 1 file, 10 rows");
    await expect(shop).toContainText("Marked as new by s3://shop/done.json.");
    const marker = await (await fetch(`${store.url}/shop/done.json`)).json();
    expect(marker).toMatchObject({ event: "data.written", place: "s3://shop/daily/" });
    const written = await (await fetch(`${store.url}/shop/daily/orders.ndjson`)).text();
    expect(written.split("\n")[9]).toBe('{"id":9,"day":"1"}');
  });
  await store.close();
});
