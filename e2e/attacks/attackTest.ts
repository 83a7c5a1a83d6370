import { test as base, expect } from "../fixtures.ts";
import type { NotebookPage } from "../page-models/NotebookPage.ts";
import { canaries, canariesIn, plantCanaries } from "./canaries.mjs";
import { startHostile } from "./startHostile.mjs";

export { expect };

interface AttackFixtures {
  /** Writes down every contact; a test that has it fails on the first. */
  hostile: Awaited<ReturnType<typeof startHostile>>;
  /** The app, open, with a secret in every store of the browser. */
  victim: NotebookPage;
}

/** What browsers say on the console of attacks that they refuse. */
const refusals = [
  /\[react-vega\] Error creating view/,
  /Content Security Policy|Refused to |blocked by CORS|ERR_BLOCKED_BY|Trusted ?(Type|Script|HTML)/i,
  /asked for (GET|POST|HEAD) https?:\/\/127\.0\.0\.1:\d+\//,
];

/** Every attack passes only when the hostile server heard nothing and nothing that the page shows holds a secret. */
export const test = base.extend<AttackFixtures>({
  hostile: async ({ allowProblems }, use) => {
    allowProblems(...refusals);
    const hostile = await startHostile();
    await use(hostile);
    const { contacts } = hostile;
    await hostile.close();
    expect(contacts, "contacts at the hostile server").toEqual([]);
  },

  victim: async ({ page, notebook, allowProblems }, use) => {
    allowProblems(...refusals);
    await notebook.open();
    await page.evaluate(plantCanaries, canaries);
    await use(notebook);
    if (page.isClosed()) return;
    expect(canariesIn((await page.locator("body").textContent()) ?? ""), "secrets on the screen").toEqual([]);
  },
});

/** The app still answers: another notebook opens and runs. */
export async function expectAlive(notebook: NotebookPage): Promise<void> {
  await notebook.openText("```sql name=alive\nselect 42 as answer\n```\n");
  await notebook.runAll();
  expect((await notebook.cells()).map(({ run, error }) => [run, error])).toEqual([["done", null]]);
  expect(await notebook.rowsOf("alive")).toEqual([["42"]]);
}

/** A notebook's cell as text. */
export const cellText = (kind: string, name: string, source: string, options = "") =>
  `\`\`\`${kind} name=${name}${options}\n${source}\n\`\`\`\n\n`;

/** Opens a link as one from a stranger, and presses "Run this notebook". */
export async function runStrangers(
  notebook: NotebookPage,
  text: string,
  names: readonly string[],
): Promise<void> {
  await openStrangers(notebook, text);
  await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
  await notebook.settled(names);
}

/** Opens a notebook of a stranger by a file, unrun. */
export async function openStrangers(notebook: NotebookPage, text: string): Promise<void> {
  const before = notebook.page.url();
  const chooser = notebook.page.waitForEvent("filechooser");
  await notebook.button("Open notebook").click();
  await (await chooser).setFiles([{ name: "stranger.nb.md", mimeType: "", buffer: Buffer.from(text) }]);
  // The bar may be that of the notebook before.
  await expect.poll(() => notebook.page.url()).not.toBe(before);
  await expect(notebook.sharedBar).toBeVisible();
}
