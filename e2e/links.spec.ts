import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "@playwright/test";
import { sha256Hex } from "../lib/share/capsuleFormat.ts";
import { encodeCapsule } from "../lib/share/encodeCapsule.ts";
import { encryptCapsule } from "../lib/share/encryptedCapsule.ts";
import { encryptedLink, pinnedLink } from "../lib/share/linkToAddress.ts";
import { expect, test } from "./fixtures.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";

const host = "data.example.org";
const address = `https://${host}/tea.nb.md`;
const text = "# Tea\n\n```sql name=cups\nselect 42 as n\n```\n";

/** Gives the internet one file, and counts how often it is asked for. */
async function publish(context: BrowserContext, content: string | Uint8Array): Promise<{ asked: number }> {
  const seen = { asked: 0 };
  await context.route(address, (route) => {
    seen.asked += 1;
    return route.fulfill({
      body: Buffer.from(content),
      headers: { "Access-Control-Allow-Origin": "*" },
    });
  });
  return seen;
}

const question = (page: Page) => page.getByRole("dialog", { name: "Open a notebook from elsewhere" });

async function yes(page: Page): Promise<void> {
  await question(page)
    .getByRole("button", { name: `Fetch from ${host}` })
    .click();
}

test.describe("a notebook at an address", () => {
  test.beforeEach(({ allowProblems }) => allowProblems(/asked for GET https:\/\/data\.example\.org/));

  test("is fetched only after its host was named and allowed, and opens if it is the one of the link", async ({
    page,
    context,
    notebook,
  }) => {
    const published = await publish(context, text);
    const fragment = pinnedLink(address, await sha256Hex(new TextEncoder().encode(text)));
    await notebook.open(`/${fragment}`);
    await expect(question(page)).toContainText(`Fetch this notebook from ${host}?`);
    expect(published.asked).toBe(0);

    await test.step("a reload asks again, and no is no", async () => {
      await notebook.reload();
      await question(page).getByRole("button", { name: "Do not open" }).click();
      await expect(question(page)).toHaveCount(0);
      expect(published.asked).toBe(0);
      await expect(page).toHaveURL(/\/\?n=[\w-]+$/);
    });

    await test.step("yes opens it unrun, with a bar that says where it is from", async () => {
      await page.evaluate((hash) => location.assign(hash), fragment);
      await yes(page);
      await expect(notebook.sharedBar).toContainText(`from ${host}`);
      expect(await notebook.text()).toBe(text);
      expect(page.url()).toMatch(/\/\?n=[\w-]+$/);
      await notebook.expectRun("cups", "idle");
      expect(published.asked).toBe(1);
    });
  });

  test("that was changed by one byte, or whose key is another, is refused", async ({
    page,
    context,
    notebook,
  }) => {
    await publish(context, `${text} `);
    await notebook.open(`/${pinnedLink(address, await sha256Hex(new TextEncoder().encode(text)))}`);
    await yes(page);
    await expect(question(page).getByRole("alert")).toContainText("SHA-256 is another");
    await question(page).getByRole("button", { name: "Close", exact: true }).last().click();
    await expect(notebook.sharedBar).toHaveCount(0);

    const { key } = await encryptCapsule({ text });
    await page.evaluate((hash) => location.assign(hash), encryptedLink(address, key));
    await yes(page);
    await expect(question(page).getByRole("alert")).toContainText("key in the link does not open");
  });

  test("opens with the key of its link, results marked as such until they are computed here", async ({
    page,
    context,
    notebook,
  }) => {
    const snapshots = [{ name: "cups", columns: ["n"], rows: [["41"]], rowCount: 900 }];
    const { bytes, key } = await encryptCapsule({ text, snapshots });
    await publish(context, bytes);
    await notebook.open(`/${encryptedLink(address, key)}`);
    await yes(page);
    await expect(notebook.output("cups")).toContainText("From the link");
    await expect(notebook.output("cups")).toContainText("41");
    await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
    await notebook.expectDone("cups");
    await expect(notebook.output("cups")).not.toContainText("From the link");
  });

  test("in ?src= is asked about as well, and a redirect leads nowhere", async ({
    page,
    context,
    notebook,
    allowProblems,
  }) => {
    allowProblems(/status of 502/, /ERR_FAILED/);
    await context.route(address, (route) => route.fulfill({ status: 302, headers: { Location: "/landed" } }));
    await notebook.open(`/?src=${encodeURIComponent(address)}`);
    await yes(page);
    await expect(question(page).getByRole("alert")).toContainText(`${host} could not be read`);
  });
});

test("what the Share dialog makes is opened by others: a pinned file, an encrypted one, and results in a link", async ({
  page,
  context,
  notebook,
  allowProblems,
}) => {
  allowProblems(/asked for GET https:\/\/data\.example\.org/);
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  const key = ["AKIA", "Q3EGRBVZT6LMN4XY"].join("");
  await notebook.startWith(`${text}\n\`\`\`sql name=login\nselect '${key}' as id\n\`\`\`\n`);
  await notebook.runAll();
  await notebook.button("Share").click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const link = () => dialog.getByRole("textbox", { name: "Link to this notebook" }).inputValue();
  const recipient = async (address: string) => {
    const tab = new NotebookPage(await context.newPage());
    await tab.open(address);
    return tab;
  };

  await test.step("a secret is named, and is not in the link; results are, when asked for", async () => {
    await expect(dialog.getByRole("region", { name: "Secrets found" })).toContainText(
      "an AWS access key in cell login",
    );
    await dialog.getByRole("checkbox", { name: /Include results/ }).check();
    await dialog.getByRole("button", { name: "QR code" }).click();
    await expect(dialog.getByRole("img", { name: "QR code of the link" })).toBeVisible();
    const tab = await recipient(await link());
    await expect(tab.output("cups")).toContainText("From the link");
    await expect(tab.output("cups")).toContainText("42");
    await expect(tab.output("login")).toContainText("removed");
    expect(await tab.page.content()).not.toContain(key);
    await tab.page.close();
  });

  for (const [form, save] of [
    ["Link to a file", "Download the file"],
    ["Encrypted", "Download the encrypted file"],
  ] as const) {
    await test.step(form, async () => {
      await dialog.getByText(form, { exact: true }).click();
      const download = page.waitForEvent("download");
      await dialog.getByRole("button", { name: save }).click();
      const bytes = await readFile(await (await download).path());
      expect(bytes.toString("latin1")).not.toContain(key);
      await dialog.getByRole("textbox", { name: "Paste its address" }).fill(address);
      const made = await link();
      await context.unroute(address);
      await publish(context, bytes);
      const tab = await recipient(made);
      await yes(tab.page);
      await expect(tab.sharedBar).toContainText(`from ${host}`);
      expect(await tab.text()).toContain("select 42 as n");
      await tab.page.close();
    });
  }
});

test("Back, forward, a second tab and a bookmark do what people expect of a link", async ({
  page,
  context,
  notebook,
}) => {
  const link = `/${await encodeCapsule(text)}`;
  await notebook.open(link);
  await expect(notebook.sharedBar).toContainText("from a link");
  const first = page.url();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await test.step("another link pasted over it opens, and Back leads back without a run", async () => {
    await page.evaluate(
      (hash) => location.assign(hash),
      await encodeCapsule("```sql name=other\nselect 1\n```\n"),
    );
    await expect(notebook.cell("other")).toBeVisible();
    await page.goBack();
    await expect(notebook.cell("cups")).toBeVisible();
    expect(page.url()).toBe(first);
    await notebook.expectRun("cups", "idle");
    await page.goForward();
    await expect(notebook.cell("other")).toBeVisible();
  });

  await test.step("the bookmark shows the copy that is there, and a new one once that was edited", async () => {
    await notebook.open(link);
    expect(page.url()).toBe(first);
    await notebook.editSql("cups", "select 'mine' as n");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    const tab = new NotebookPage(await context.newPage());
    await tab.open(link);
    expect(tab.page.url()).not.toBe(first);
    expect(await tab.text()).toBe(text);
    expect(await notebook.text()).toContain("mine");
  });
});

test("links that cannot be opened say why", async ({ page, notebook }) => {
  await notebook.open();
  const cases = [
    [`#nb2d.AAAA.00000000`, /newer Eider/],
    [pinnedLink("http://data.example.org/a.nb.md", "0".repeat(64)), /Only https/],
    [pinnedLink("https://192.168.0.1/a.nb.md", "0".repeat(64)), /private network/],
    [pinnedLink(address, "0".repeat(64)).slice(0, -1), /damaged or was cut off/],
  ] as const;
  for (const [fragment, message] of cases) {
    await page.evaluate((hash) => location.assign(hash), fragment);
    await expect(page.getByRole("alert").filter({ hasText: message })).toBeVisible();
  }
  await expect(question(page)).toHaveCount(0);
});
