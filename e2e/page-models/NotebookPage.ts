import { basename } from "node:path";
import { expect, type JSHandle, type Locator, type Page } from "@playwright/test";
import type { Receipt } from "../../lib/engine/protocol.ts";
import type { RunState } from "../../lib/run/cellRun.ts";
import type { EiderObject, EiderWindow } from "./EiderObject.ts";
import { emptyNotebook, keptNotebook } from "./keepNotebooks.ts";

const startTimeoutMs = 120_000;
const loadTimeoutMs = 180_000;
const runnable = new Set(["sql", "ts", "chart", "input", "clean", "match", "events", "compare", "contract"]);

/** A file that a test makes up. */
export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A notebook in the verbs of its user. Finds everything by the names that docs/names.md promises. */
export class NotebookPage {
  constructor(readonly page: Page) {}

  // Opening

  /** Opens the app at an address ("/", "/#nb1d.…", "/?n=…") and waits until it can be used. */
  async open(address = "/"): Promise<void> {
    await this.page.goto(address);
    await this.ready();
  }

  /** Opens the app on an .nb.md that this device has kept as its user's own. */
  async startWith(text: string): Promise<void> {
    await this.open(await keptNotebook(this.page, text));
  }

  async startEmpty(title = "Test"): Promise<void> {
    await this.startWith(emptyNotebook(title));
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(() => (globalThis as EiderWindow).eider !== undefined, null, {
      timeout: startTimeoutMs,
    });
  }

  /** Opens the text of an .nb.md as one's own notebook. */
  async openText(text: string): Promise<void> {
    await (await this.eider()).evaluate((eider, given) => eider.open(given), text);
  }

  /** Opens an empty notebook. */
  async openEmpty(title = "Test"): Promise<void> {
    await this.openText(emptyNotebook(title));
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** The page's documented object, for what has no place on the screen. */
  async eider(): Promise<JSHandle<EiderObject>> {
    return this.page.evaluateHandle(() => {
      if (!window.eider) throw new Error("window.eider is not there; open the notebook first.");
      return window.eider as EiderObject;
    });
  }

  async text(): Promise<string> {
    return (await this.eider()).evaluate((eider) => eider.text());
  }

  // Finding

  cell(name: string): Locator {
    return this.page.getByRole("group", { name: `Cell ${name}`, exact: true });
  }

  source(name: string): Locator {
    return this.page.getByRole("textbox", { name: `Source of ${name}`, exact: true });
  }

  output(name: string): Locator {
    return this.page.getByRole("region", { name: `Output of ${name}`, exact: true });
  }

  grid(name: string): Locator {
    return this.output(name).getByRole("grid");
  }

  chart(name: string): Locator {
    return this.output(name).getByRole("img");
  }

  /** A button of the toolbar. */
  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true }).first();
  }

  get data(): Locator {
    return this.page.getByRole("region", { name: "Data", exact: true });
  }

  get sharedBar(): Locator {
    return this.page.getByRole("region", { name: "Shared notebook", exact: true });
  }

  // Writing

  async addSql(name: string, sql: string): Promise<void> {
    await this.addCell("SQL", name);
    await this.editSource(name, sql);
  }

  async addTypeScript(name: string, code: string): Promise<void> {
    await this.addCell("TypeScript", name);
    await this.editSource(name, code);
  }

  /** Replaces a cell's text by typing. */
  async editSource(name: string, text: string): Promise<void> {
    const source = this.source(name);
    // The cell, not its editor: a plain field and Monaco may be changing places in it.
    await this.cell(name).scrollIntoViewIfNeeded();
    await source.focus();
    await source.press("ControlOrMeta+a");
    await source.press("Delete");
    await this.page.keyboard.insertText(text);
    // Leaves the editor, so that no list of completions covers what comes next.
    await source.blur();
    await expect
      .poll(async () => (await this.text()).includes(text.trimEnd()), { message: `the text of ${name}` })
      .toBe(true);
  }

  async editSql(name: string, sql: string): Promise<void> {
    await this.editSource(name, sql);
  }

  /** A chart of a relation; `spec` is Vega-Lite without data. */
  async addChart(name: string, from: string, spec: unknown): Promise<void> {
    await this.addCell("Chart", name);
    await this.cell(name).getByLabel(`Relation drawn by ${name}`, { exact: true }).selectOption(from);
    await this.editSource(name, JSON.stringify(spec));
  }

  /** Inserts a cell below the last one and names it. */
  private async addCell(kind: "SQL" | "TypeScript" | "Chart", name: string): Promise<void> {
    const before = (await this.cells()).map((cell) => cell.name);
    await this.page
      .getByRole("button", { name: `Insert ${kind} cell`, exact: true })
      .last()
      .click();
    const made = await this.newCell(before);
    const nameField = this.cell(made).getByRole("textbox", { name: `Name of ${made}`, exact: true });
    await nameField.fill(name);
    await nameField.press("Enter");
    await expect(this.cell(name)).toBeVisible();
  }

  private async newCell(before: readonly string[]): Promise<string> {
    let made: string | undefined;
    await expect
      .poll(async () => {
        made = (await this.cells()).map((cell) => cell.name).find((name) => !before.includes(name));
        return made;
      })
      .toBeDefined();
    return made ?? "";
  }

  // Running

  /** Runs all cells and waits until each has come to something. */
  async runAll(): Promise<void> {
    const names = (await this.cells()).filter(({ kind }) => runnable.has(kind)).map(({ name }) => name);
    await this.button("Run all").click();
    await this.settled(names);
  }

  /** Runs one cell, with the stale cells it needs, and waits until it is through. */
  async runCell(name: string): Promise<void> {
    await this.cell(name).hover();
    await this.cell(name).getByRole("button", { name: "Run cell", exact: true }).click();
    await this.settled([name]);
  }

  async stop(): Promise<void> {
    await this.button("Stop").click();
    await this.settled();
  }

  /** Replaces the engine and waits until the new one has started. */
  async restartEngine(): Promise<void> {
    await this.button("Restart engine").click();
    await this.engineReady();
  }

  async engineReady(): Promise<void> {
    await expect(this.page.getByTitle(/^DuckDB /)).toBeVisible({ timeout: loadTimeoutMs });
  }

  /** Waits until no cell is queued or running, and those named have run: a run first waits for data that is loading. */
  async settled(names: readonly string[] = []): Promise<void> {
    const isWaiting = ({ name, run }: { name: string; run: RunState }) =>
      run === "queued" || run === "running" || (names.includes(name) && (run === "idle" || run === "stale"));
    await expect
      .poll(async () => (await this.cells()).filter(isWaiting).map(({ name, run }) => `${name} is ${run}`), {
        message: "no cell is queued or running",
        timeout: loadTimeoutMs,
      })
      .toEqual([]);
  }

  async cells(): Promise<{ name: string; kind: string; run: RunState; error: string | null }[]> {
    return (await this.eider()).evaluate((eider) => eider.cells());
  }

  async expectRun(name: string, run: RunState): Promise<void> {
    await expect(this.cell(name)).toHaveAttribute("data-run", run);
  }

  async expectDone(...names: string[]): Promise<void> {
    for (const name of names) await this.expectRun(name, "done");
  }

  async expectStale(...names: string[]): Promise<void> {
    for (const name of names) await this.expectRun(name, "stale");
  }

  async expectFailed(name: string, message: string | RegExp): Promise<void> {
    await this.expectRun(name, "failed");
    await expect(this.output(name)).toContainText(message);
  }

  // Reading

  /** Rows as text in column order, as DuckDB prints them. */
  async rowsOf(name: string, page = { offset: 0, limit: 1000 }): Promise<(string | null)[][]> {
    return (await this.eider()).evaluate((eider, given) => eider.rows(given.name, given.page), {
      name,
      page,
    });
  }

  async relation(name: string): Promise<{ rows: number; columns: { name: string; type: string }[] }> {
    return (await this.eider()).evaluate((eider, given) => eider.relation(given), name);
  }

  // Data

  /** Adds files through the "Add data" button, and waits until each has its final receipt. */
  async addFiles(files: readonly string[] | readonly GivenFile[]): Promise<Receipt[]> {
    const chooser = this.page.waitForEvent("filechooser");
    const before = (await this.receipts()).length;
    await this.button("Add data").click();
    await (await chooser).setFiles(files);
    return this.receiptsOf(
      files.map((file) => (typeof file === "string" ? basename(file) : file.name)),
      before,
    );
  }

  /** Waits until each of these files has its final receipt, not counting the first `before`; answers theirs. */
  async receiptsOf(names: readonly string[], before: number): Promise<Receipt[]> {
    await expect
      .poll(
        async () => {
          const added = (await this.receipts())
            .slice(before)
            .filter(({ exact, error }) => exact || error !== null);
          return names.filter((name) => !added.some(({ file }) => file === name));
        },
        { message: "every file has its receipt", timeout: loadTimeoutMs },
      )
      .toEqual([]);
    return (await this.receipts()).slice(before).filter(({ file }) => names.includes(file));
  }

  async receipts(): Promise<Receipt[]> {
    return (await this.eider()).evaluate((eider) => eider.receipts());
  }

  /** The latest receipt of a relation. */
  async receipt(relation: string): Promise<Receipt> {
    const found = (await this.receipts()).findLast((receipt) => receipt.relation === relation);
    if (!found) throw new Error(`No receipt for ${relation}.`);
    return found;
  }

  /** Checks the line that the data panel shows of a source: "ROWS loaded · ROWS rejected". */
  async expectReceipt(relation: string, counts: { loaded: number; rejected: number }): Promise<void> {
    const { loaded, rejected } = await this.receipt(relation);
    expect({ loaded, rejected }).toEqual(counts);
    const digits = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, "[,.\u202f\u00a0 ]?");
    const line = new RegExp(`${digits(counts.loaded)} loaded · ${digits(counts.rejected)} rejected`);
    await expect(this.data.getByText(line).first()).toBeVisible();
  }
}
