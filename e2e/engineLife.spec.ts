import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";
import { type EngineWorkers, watchEngineWorkers } from "./page-models/engineWorkers.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const runaway =
  "select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3";
/** One task of DuckDB that never looks up: no cancel reaches it. */
const unstoppable =
  "select count(*) as n from range(100000) a, range(100000) b, range(10) c where a.range + b.range = c.range - 1";

const notebookText = `\`\`\`sql name=per_kind
select kind, sum(amount)::int as total from orders group by kind order by kind
\`\`\`

\`\`\`sql name=best
select max(total) as most from per_kind
\`\`\`

\`\`\`sql name=slow
${runaway}
\`\`\`
`;

const orders = given("orders.csv", "kind,amount\ntea,5\ncoffee,7\ntea,2\n");

async function openWithOrders(notebook: NotebookPage): Promise<void> {
  await notebook.startWith(notebookText);
  await notebook.addFiles([orders]);
  await notebook.runCell("best");
  await notebook.expectDone("per_kind", "best");
}

test.describe("an engine that dies while a query runs", () => {
  const deaths: [string, (workers: EngineWorkers) => Promise<void>][] = [
    ["the engine's worker", (workers) => workers.killEngine()],
    ["DuckDB's own worker", (workers) => workers.killDuckDb()],
  ];
  for (const [what, kill] of deaths) {
    test(`${what}: the run settles, the page says so, and one click brings everything back`, async ({
      page,
      notebook,
    }) => {
      const workers = watchEngineWorkers(page);
      await openWithOrders(notebook);
      const text = await notebook.text();
      await notebook.cell("slow").getByRole("button", { name: "Run cell", exact: true }).click();
      await notebook.expectRun("slow", "running");
      await kill(workers);

      await notebook.expectRun("slow", "failed");
      const banner = page.getByRole("region", { name: "Engine", exact: true });
      await expect(banner).toContainText("The engine stopped unexpectedly");
      await notebook.settled();
      expect(await notebook.text()).toBe(text);

      await test.step("editing goes on without an engine", async () => {
        await notebook.editSql("best", "select max(total) as most, count(*) as kinds from per_kind");
      });

      await test.step("Restart engine attaches the source again, and Run all right after gives the right rows", async () => {
        await notebook.editSql("slow", "select 42 as answer");
        await notebook.button("Restart engine").click();
        await notebook.button("Run all").click();
        await expect
          .poll(async () => (await notebook.cells()).map(({ name, run, error }) => [name, run, error]), {
            timeout: 120_000,
          })
          .toEqual(["per_kind", "best", "slow"].map((name) => [name, "done", null]));
        await expect(banner).toHaveCount(0);
        expect(await notebook.rowsOf("per_kind")).toEqual([
          ["coffee", "7"],
          ["tea", "7"],
        ]);
        expect(await notebook.rowsOf("best")).toEqual([["7", "2"]]);
        await notebook.expectReceipt("orders", { loaded: 3, rejected: 0 });
      });
    });
  }
});

test("files are read ahead by a thread of their own, and by the engine once that has ended", async ({
  page,
  notebook,
}) => {
  const workers = watchEngineWorkers(page);
  await notebook.startWith("");
  const large = `n\n${"1234567\n".repeat(700_000)}`;
  const [first] = await notebook.addFiles([given("large.csv", large)]);
  await workers.killReader();
  const [second] = await notebook.addFiles([given("again.csv", large)]);
  expect([first, second]).toMatchObject([
    { loaded: 700_000, rejected: 0, exact: true },
    { loaded: 700_000, rejected: 0, exact: true },
  ]);
});

test("every call that waits when the engine dies gets an answer", async ({ page, notebook }) => {
  const workers = watchEngineWorkers(page);
  await openWithOrders(notebook);
  const eider = await notebook.eider();
  const waiting = eider.evaluate(async (object) => {
    const outcome = (work: Promise<unknown>) =>
      work.then(
        () => "answered",
        (error: Error) => error.message,
      );
    const file = new File(["a\n1\n"], "late.csv");
    return Promise.all([
      outcome(object.run("slow")),
      outcome(object.relation("per_kind")),
      outcome(
        object.addFiles([file]).then(([receipt]) => Promise.reject(new Error(receipt?.error ?? "none"))),
      ),
      outcome(object.export("per_kind", { format: "csv" })),
    ]);
  });
  await notebook.expectRun("slow", "running");
  await workers.killEngine();
  const [run, relation, added, exported] = await waiting;
  expect(run).toBe("answered");
  // What came back before the end is fine; what did not says why.
  for (const answer of [relation, added, exported]) expect(answer).toMatch(/answered|none|engine/i);

  await test.step("and a call to an engine that is gone is answered too", async () => {
    const late = eider.evaluate((object) =>
      object.relation("per_kind").catch((error: Error) => error.message),
    );
    expect(await late).toMatch(/engine/i);
    await notebook.button("Run all").click();
    await notebook.settled();
    await notebook.expectFailed("per_kind", /engine/i);
  });
});

test("out of memory is an error with advice, and the next cell runs", async ({ notebook }) => {
  await notebook.startEmpty();
  // More groups, each with its own text, than four gigabytes can hold.
  await notebook.addSql(
    "greedy",
    "select range as id, list(repeat('x', 400) || range) as texts from range(20000000) group by range",
  );
  await notebook.addSql("modest", "select 42 as answer");
  await notebook.cell("greedy").getByRole("button", { name: "Run cell", exact: true }).click();
  await expect(notebook.cell("greedy")).toHaveAttribute("data-run", "failed", { timeout: 180_000 });
  await expect(notebook.output("greedy")).toContainText(/memory/i);
  await expect(notebook.output("greedy").getByRole("button", { name: "Restart the engine" })).toBeVisible();
  await notebook.runCell("modest");
  await notebook.expectDone("modest");
  expect(await notebook.rowsOf("modest")).toEqual([["42"]]);
});

test("a runaway query is stopped, and one that cannot be stopped costs its engine, never the notebook", async ({
  page,
  notebook,
}) => {
  await openWithOrders(notebook);

  await test.step("a cross join stops, and the engine with its results stays", async () => {
    await notebook.cell("slow").getByRole("button", { name: "Run cell", exact: true }).click();
    await notebook.expectRun("slow", "running");
    await notebook.stop();
    await notebook.expectRun("slow", "cancelled");
    await notebook.expectDone("per_kind", "best");
    await notebook.runCell("best");
    await notebook.expectDone("best");
  });

  await test.step("a join that looks up for no one is stopped by replacing the engine", async () => {
    await notebook.editSql("slow", unstoppable);
    await notebook.cell("slow").getByRole("button", { name: "Run cell", exact: true }).click();
    await notebook.expectRun("slow", "running");
    await notebook.stop();
    await notebook.expectRun("slow", "cancelled");
    await notebook.engineReady();
    await notebook.runCell("best");
    await notebook.expectDone("per_kind", "best");
    expect(await notebook.rowsOf("best")).toEqual([["7"]]);
    await expect(page.getByRole("region", { name: "Engine", exact: true })).toHaveCount(0);
  });
});
