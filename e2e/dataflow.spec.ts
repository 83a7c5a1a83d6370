import { expect, test } from "./fixtures.ts";

const cell = (kind: string, name: string, source: string) =>
  `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n`;

test("editing a query makes its readers stale, and running one runs what it needs", async ({ notebook }) => {
  await notebook.startEmpty();
  await notebook.addSql("nums", "select 1 as n");
  await notebook.addSql("twice", "select n * 2 as m from nums");
  await notebook.addSql("other", "select 'untouched' as t");
  await notebook.runAll();
  await notebook.expectDone("nums", "twice", "other");
  expect(await notebook.rowsOf("twice")).toEqual([["2"]]);

  await notebook.editSql("nums", "select 5 as n");
  await notebook.expectStale("nums", "twice");
  await notebook.expectDone("other");
  await notebook.runCell("twice");
  await notebook.expectDone("nums", "twice", "other");
  expect(await notebook.rowsOf("twice")).toEqual([["10"]]);
});

test("the graph decides the order, not the page, and every kind of cell takes part", async ({ notebook }) => {
  await notebook.open();
  const first = cell("sql", "total", "select sum(n)::int as total from doubled");
  const second = cell("ts", "doubled", "export default numbers.map(({ n }) => ({ n: n * factor }));");
  const third = cell("ts", "settings", "export const factor = 2;");
  const fourth = cell("sql", "numbers", "select range::int as n from range(4)");
  await notebook.openText([first, second, third, fourth].join("\n"));

  await notebook.runCell("total");
  await notebook.expectDone("total", "doubled", "settings", "numbers");
  expect(await notebook.rowsOf("total")).toEqual([["12"]]);

  await test.step("a value that changes makes its readers stale", async () => {
    await notebook.editSource("settings", "export const factor = 10;");
    await notebook.expectStale("settings", "doubled", "total");
    await notebook.expectDone("numbers");
    await notebook.runCell("total");
    expect(await notebook.rowsOf("total")).toEqual([["60"]]);
  });

  await test.step("a cell that has not changed is not run again", async () => {
    const runs = (name: string) => notebook.cell(name).getByTitle(/times? in this session/);
    await expect(runs("numbers")).toHaveText("1");
    await expect(runs("total")).toHaveText("2");
  });
});

test("a cycle, a name made twice and an unknown name are errors that name the cells", async ({
  notebook,
}) => {
  await notebook.startWith(
    [
      cell("sql", "hen", "select * from egg"),
      cell("sql", "egg", "select * from hen"),
      cell("sql", "self", "select * from self"),
      cell("sql", "twin", "select 1 as n"),
      cell("sql", "Twin", "select 2 as n"),
      cell("sql", "lost", "select * from custommers"),
      cell("sql", "customers", "select 1 as id"),
      cell("sql", "well", "select count(*) as n from customers"),
    ].join("\n"),
  );
  await notebook.runAll();

  const problems = new Map((await notebook.cells()).map(({ name, run, error }) => [name, { run, error }]));
  expect(problems.get("hen")).toEqual({ run: "blocked", error: expect.stringMatching(/hen.*egg|egg.*hen/s) });
  expect(problems.get("egg")).toEqual({ run: "blocked", error: expect.stringMatching(/hen.*egg|egg.*hen/s) });
  expect(problems.get("self")).toEqual({ run: "blocked", error: expect.stringContaining("self") });
  for (const name of ["twin", "Twin"]) {
    expect(problems.get(name)).toEqual({ run: "blocked", error: expect.stringMatching(/twin/i) });
  }
  expect(problems.get("lost")?.error).toContain("custommers");
  expect(["blocked", "failed"]).toContain(problems.get("lost")?.run);
  await expect(notebook.output("hen")).toContainText("egg");
  await expect(notebook.output("lost")).toContainText(/customers/);

  // What has nothing to do with them ran.
  await notebook.expectDone("customers", "well");

  await test.step("mending the text mends the cells", async () => {
    await notebook.editSql("hen", "select 1 as n");
    await notebook.runCell("egg");
    await notebook.expectDone("hen", "egg");
  });
});

test("a cell that fails keeps its readers from running, and says where it went wrong", async ({
  notebook,
}) => {
  await notebook.startWith(
    [
      cell("sql", "base", "select 'x' as word"),
      cell("sql", "broken", "select\n  word,\n  wrod\nfrom base"),
      cell("sql", "reader", "select * from broken"),
      cell("sql", "second_reader", "select * from reader"),
      cell("sql", "bystander", "select * from base"),
    ].join("\n"),
  );
  await notebook.runAll();
  await notebook.expectDone("base", "bystander");
  await notebook.expectFailed("broken", "wrod");
  await expect(notebook.output("broken")).toContainText("line 3, column 3");
  await notebook.expectRun("reader", "blocked");
  await expect(notebook.output("reader")).toContainText("broken");
  await notebook.expectRun("second_reader", "blocked");

  await notebook.editSql("broken", "select word from base");
  await notebook.runCell("second_reader");
  await notebook.expectDone("base", "broken", "reader", "second_reader");
  expect(await notebook.rowsOf("second_reader")).toEqual([["x"]]);
});

test("Stop stops what runs and what waits, and the next run works", async ({ notebook }) => {
  const slow = "select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3";
  await notebook.startWith(
    [
      cell("sql", "quick", "select 1 as n"),
      cell("sql", "slow", slow),
      cell("sql", "after", "select 2 as n"),
    ].join("\n"),
  );
  await notebook.button("Run all").click();
  await notebook.expectRun("slow", "running");
  await notebook.expectRun("after", "queued");
  await notebook.stop();
  await notebook.expectDone("quick");
  await notebook.expectRun("slow", "cancelled");
  await notebook.expectRun("after", "cancelled");
  await notebook.runCell("after");
  await notebook.expectDone("after");

  await test.step("one cell is stopped alone", async () => {
    await notebook.cell("slow").getByRole("button", { name: "Run cell", exact: true }).click();
    await notebook.expectRun("slow", "running");
    await notebook.cell("slow").getByRole("button", { name: "Stop cell", exact: true }).click();
    await notebook.expectRun("slow", "cancelled");
    await notebook.expectDone("quick", "after");
  });

  await test.step("a new engine has the sources and none of the results", async () => {
    await notebook.restartEngine();
    await notebook.expectStale("quick", "after");
    await notebook.runCell("after");
    await notebook.expectDone("after");
    await notebook.expectStale("quick");
  });
});

test("several statements in a cell run in order, and what they make is the cell's", async ({ notebook }) => {
  await notebook.startWith(
    [
      cell(
        "sql",
        "made",
        "create table t as select 1 as n;\ninsert into t values (2);\nselect sum(n)::int as s from t",
      ),
      cell("sql", "reader", "select s + 1 as s from made"),
    ].join("\n"),
  );
  await notebook.runAll();
  expect(await notebook.rowsOf("reader")).toEqual([["4"]]);
  await notebook.runCell("made");
  await notebook.expectDone("made");
  expect(await notebook.rowsOf("made")).toEqual([["3"]]);
});
