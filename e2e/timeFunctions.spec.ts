import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

/** Calls that need ICU in DuckDB; the engine in the browser has none. Those on the left do not depend on the moment. */
const fixed = {
  winter: "(timestamptz '2024-01-15 12:00:00+00') at time zone 'Europe/Helsinki'",
  summer: "(timestamptz '2024-07-15 12:00:00+00') at time zone 'Europe/Helsinki'",
  into_zone: "(timestamp '2024-03-31 12:00:00') at time zone 'America/New_York'",
  truncated: "date_trunc('month', timestamptz '2024-03-31 23:30:00+02')",
  later: "timestamptz '2024-01-31 10:00:00+00' + interval 1 month",
  between: "timestamptz '2024-03-01 00:00:00+00' - timestamptz '2024-02-01 00:00:00+00'",
  parts: "[year(timestamptz '2024-12-31 23:30:00-02'), month(timestamptz '2024-12-31 23:30:00-02')]",
  days: "date_diff('day', timestamptz '2024-01-01 00:00:00+00', timestamptz '2024-03-01 00:00:00+00')",
  buckets: "time_bucket(interval 1 hour, timestamptz '2024-01-15 12:34:56+00')",
  written: "strftime(timestamptz '2024-01-15 12:34:56+00', '%Y-%m-%d %H:%M')",
  as_date: "(timestamptz '2024-01-15 23:30:00-02')::date",
};

const moving = {
  this_month: "date_trunc('month', now())::timestamp <= now()::timestamp",
  today: "current_date between date '2024-01-01' and date '2999-12-31'",
  in_helsinki: "date_diff('minute', now()::timestamp, now() at time zone 'Europe/Helsinki') in (120, 180)",
  yesterday: "now() - interval 1 day < now()",
};

test("times with zones are answered in the browser as native DuckDB answers them, and nothing hangs", async ({
  notebook,
}) => {
  await notebook.open();
  const all = { ...fixed, ...moving };
  await notebook.openText(
    [
      ...Object.entries(all).map(
        ([name, sql]) => `\`\`\`sql name=${name}\nselect ${sql} as answer\n\`\`\`\n`,
      ),
      // A name that no list of zones has must fail as itself.
      "```sql name=nowhere\nselect now() at time zone 'Atlantis/Capital' as answer\n```\n",
      "```sql name=after_all\nselect 42 as answer\n```\n",
    ].join("\n"),
  );
  await notebook.runAll();
  const state = new Map((await notebook.cells()).map(({ name, run, error }) => [name, { run, error }]));
  for (const name of Object.keys(all))
    expect([name, state.get(name)]).toEqual([name, { run: "done", error: null }]);

  const native = await openNative();
  try {
    for (const [name, sql] of Object.entries(fixed)) {
      expect([name, await notebook.rowsOf(name)]).toEqual([
        name,
        await native.texts(`select ${sql} as answer`),
      ]);
    }
  } finally {
    native.close();
  }
  for (const name of Object.keys(moving))
    expect([name, await notebook.rowsOf(name)]).toEqual([name, [["true"]]]);

  expect(state.get("nowhere")).toEqual({ run: "failed", error: expect.stringContaining("Atlantis/Capital") });
  expect(await notebook.rowsOf("after_all")).toEqual([["42"]]);
});
