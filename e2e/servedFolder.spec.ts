import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../bin/serve.mjs";
import { test as base, expect } from "./fixtures.ts";
import { libraryOf } from "./page-models/libraryOf.ts";

const front = "---\neider: 1\nsources:\n  cups:\n    location: file:cups.csv\n---\n\n";
const text = `${front}# Tea\n\n\`\`\`sql name=a\nselect sum(n) as n from cups\n\`\`\`\n`;

/** The built app with a folder on this machine's disk, as `eider serve FOLDER` gives it. */
interface Served {
  url: string;
  folder: string;
  newCode(): string;
}

const test = base.extend<object, { served: Served }>({
  served: [
    async ({ browserName: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "eider-served-"));
      const server = await startServer({ root: "out", folder });
      if (!server.key) throw new Error("A server with a folder has a key.");
      await use({ url: server.url, folder, newCode: server.key.newCode });
      await server.close();
      await rm(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  app: [async ({ served }, use) => use(served), { scope: "worker" }],
});

test("a folder's notebooks are opened from the disk and saved back, and never over what another program wrote", async ({
  page,
  notebook,
  served,
}) => {
  const onDisk = () => readFile(join(served.folder, "tea.nb.md"), "utf8");
  const file = page.getByTitle(/^(The file on the disk is as here|Not saved to the disk yet)/);
  const bar = page.getByRole("region", { name: "File on the disk" });
  const library = libraryOf(notebook);
  await writeFile(join(served.folder, "tea.nb.md"), text);
  await writeFile(join(served.folder, "cups.csv"), "n\n40\n2\n");

  await test.step("by the address that was printed, which does not stay in the address bar", async () => {
    await notebook.open(`/?library#folder=${served.newCode()}`);
    await expect(library.dialog.getByRole("button", { name: "tea.nb.md" })).toBeVisible();
    expect(page.url()).not.toContain("folder=");
    await library.dialog.getByRole("button", { name: "tea.nb.md" }).click();
    await expect(library.dialog).toHaveCount(0);
    await expect(file).toHaveText("tea.nb.md");
    await expect(notebook.sharedBar).toHaveCount(0);
  });

  await test.step("with the data that lies beside it", async () => {
    await notebook.runAll();
    await notebook.expectDone("a");
    await expect(notebook.output("a")).toContainText("42");
  });

  await test.step("saved in place by the key, also after a reload", async () => {
    await notebook.editSql("a", "select 7 as n from cups");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(file).toHaveText("tea.nb.md");
    expect(await onDisk()).toContain("select 7 as n");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await notebook.reload();
    await notebook.editSql("a", "select 8 as n from cups");
    await notebook.button("Save notebook").click();
    await expect(file).toHaveText("tea.nb.md");
    expect(await onDisk()).toContain("select 8 as n");
  });

  await test.step("what another program wrote is noticed and not overwritten", async () => {
    const theirs = (await onDisk()).replace("select 8 as n", "select 'theirs' as n");
    await notebook.editSql("a", "select 'mine' as n from cups");
    await writeFile(join(served.folder, "tea.nb.md"), theirs);
    await notebook.button("Save notebook").click();
    await expect(bar).toContainText("tea.nb.md changed on the disk: 1 line added, 1 line removed.");
    expect(await onDisk()).toBe(theirs);
    await bar.getByRole("button", { name: "Reload from disk" }).click();
    await expect(bar).toHaveCount(0);
    expect(await notebook.text()).toContain("theirs");
  });

  await test.step("a new notebook is saved as a new file", async () => {
    await notebook.openText("# Coffee\n\n```sql name=b\nselect 1\n```\n");
    await notebook.button("Save notebook").click();
    await expect(file).toBeVisible();
    expect((await readdir(served.folder)).sort()).toEqual(["cups.csv", "notebook.nb.md", "tea.nb.md"]);
    await unlink(join(served.folder, "notebook.nb.md"));
  });
});

test("an address of another start lets nobody in, and says where the right one is", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(/403/);
  await notebook.open(`/?library#folder=${"x".repeat(32)}`);
  await expect(page.getByText("Open the address that it prints on the terminal")).toBeVisible();
  expect(page.url()).not.toContain("folder=");
});
