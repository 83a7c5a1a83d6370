import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";

const text =
  "---\neider: 1\ntitle: Shared\n---\n\n```sql name=a\nselect 1 as n\n```\n\n```sql name=b\nselect 2 as n\n```\n";

const bar = ({ page }: NotebookPage) => page.getByRole("region", { name: "Other tab" });
const saved = ({ page }: NotebookPage) => expect(page.getByText("Saved", { exact: true })).toBeVisible();
const holds = (tab: NotebookPage, part: string) =>
  expect.poll(() => tab.text(), { message: `the text of the notebook has “${part}”` }).toContain(part);

/**
 * Lets a page sleep as browsers put tabs to sleep, which no test can have them do: it hears nothing of other tabs and
 * saves nothing by itself until it wakes. Holds for notebooks that are opened in it from then on.
 */
async function canSleep(page: Page): Promise<void> {
  await page.evaluate(() => {
    let awake: Promise<void> | null = null;
    addEventListener("sleep", () => {
      awake = new Promise((resolve) => {
        const wake = () => {
          awake = null;
          resolve();
        };
        addEventListener("wake", wake, { once: true });
      });
    });
    const whenAwake = (call: () => void) => (awake ? void awake.then(call) : call());
    const { setTimeout: soon, BroadcastChannel: Channel } = globalThis;
    const request = navigator.locks.request.bind(navigator.locks);
    Object.assign(globalThis, {
      setTimeout: (call: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
        soon(() => whenAwake(() => call(...given)), ms),
      BroadcastChannel: class extends Channel {
        override set onmessage(hear: (event: MessageEvent) => void) {
          super.onmessage = (event) => whenAwake(() => hear(event));
        }
      },
    });
    Object.assign(navigator.locks, {
      request: (...given: Parameters<typeof request>) =>
        request(...given).catch(async (thrown: unknown) => {
          await awake;
          throw thrown;
        }),
    });
  });
}

test("a second tab follows, takes over with the last second of the first, and writes on when that is closed", async ({
  page,
  context,
  notebook,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  const second = new NotebookPage(await context.newPage());
  await second.open(page.url());
  await expect(bar(second)).toContainText("Open in another tab — this one follows.");
  await expect(bar(notebook)).toHaveCount(0);

  await test.step("what the first saves appears in the second, whose results are its own", async () => {
    await second.runCell("b");
    await notebook.editSql("a", "select 'typed in the first' as n");
    await holds(second, "typed in the first");
    await second.expectDone("b");
    await second.expectRun("a", "idle");
    expect(await second.rowsOf("b")).toEqual([["2"]]);
  });

  await test.step("taking over brings what was not saved yet, and the first follows", async () => {
    await notebook.editSql("b", "select 'in the last second' as n");
    await bar(second).getByRole("button", { name: "Take over" }).click();
    await expect(bar(second)).toHaveCount(0);
    expect(await second.text()).toContain("in the last second");
    await expect(bar(notebook)).toContainText("Another tab took over — this one follows.");
    await second.editSql("a", "select 'typed in the second' as n");
    await holds(notebook, "typed in the second");
  });

  await test.step("typing in the one that follows makes it the one that writes", async () => {
    await notebook.editSql("a", "select 'back in the first' as n");
    await expect(bar(notebook)).toHaveCount(0);
    await expect(bar(second)).toBeVisible();
    await holds(second, "back in the first");
  });

  await test.step("where the one that writes is closed, the other writes by itself", async () => {
    await notebook.editSql("b", "select 'last words' as n");
    await page.close({ runBeforeUnload: false });
    await expect(bar(second)).toHaveCount(0);
    await holds(second, "last words");
    await second.editSql("a", "select 'alone' as n");
    await saved(second);
    await second.reload();
    await expect(bar(second)).toHaveCount(0);
    expect(await second.text()).toContain("alone");
  });
});

test("what a tab that slept and another both changed is kept in both", async ({
  page,
  context,
  notebook,
}) => {
  await notebook.open();
  await canSleep(page);
  await notebook.openText(text);
  await saved(notebook);
  const second = new NotebookPage(await context.newPage());
  await second.open(page.url());
  await expect(bar(second)).toBeVisible();

  await page.evaluate(() => dispatchEvent(new Event("sleep")));
  await notebook.editSql("a", "select 'the first' as n");
  await second.editSql("a", "select 'the second' as n");
  await expect(bar(second)).toHaveCount(0);
  await saved(second);
  await page.evaluate(() => dispatchEvent(new Event("wake")));

  await expect(page.getByRole("status").filter({ hasText: "Nothing is lost" })).toBeVisible();
  expect(await notebook.text()).toContain("title: Shared (copy)");
  expect(await notebook.text()).toContain("'the first'");
  await notebook.reload();
  expect(await notebook.text()).toContain("'the first'");
  await expect(bar(second)).toHaveCount(0);
  await second.reload();
  expect(await second.text()).toContain("'the second'");
});
