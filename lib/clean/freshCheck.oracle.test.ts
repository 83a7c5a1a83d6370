import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NativeRecipes, openRecipes } from "./testing/nativeRecipes.ts";

let recipes: NativeRecipes;

beforeAll(async () => {
  recipes = await openRecipes([
    "create table t as select * from (values (timestamp '2024-05-01 12:00:00', date '2024-04-29'), (timestamp '2024-05-03 09:00:00', null)) v(seen, day)",
    "create table lately as select cast(now() as TIMESTAMP) - interval 3 hour as seen",
    "create table none as select * from t limit 0",
  ]);
});
afterAll(() => recipes.native.stop());

async function found(check: string, from = "t") {
  await recipes.rows(`- check: ${check}`, from);
  return (await recipes.native.texts('select "check", result, failed, example from made__checks')).rows;
}

describe("checks of a file as a whole", () => {
  it("say whether the newest time is near a date", async () => {
    expect(
      await found(
        "{ fresh: { seen: { within: 1 day, of: 2024-05-04 }, day: { within: 4 days, of: 2024-05-04 } } }",
      ),
    ).toEqual([
      ["newest seen is within 1 day of 2024-05-04", "pass", "0", "2024-05-03 09:00:00"],
      ["newest day is within 4 days of 2024-05-04", "warn", "2", "2024-04-29"],
    ]);
    expect(await found("{ fresh: { seen: { within: 15 hours, of: 2024-05-04 } } }")).toMatchObject([
      { 1: "pass" },
    ]);
    expect(await found("{ fresh: { seen: { within: 14 hours, of: 2024-05-04 } } }")).toMatchObject([
      { 1: "warn" },
    ]);
  });

  it("say whether it is near the moment of the run", async () => {
    expect(await found("{ fresh: { seen: 4 hours } }", "lately")).toMatchObject([{ 1: "pass" }]);
    expect(await found("{ fresh: { seen: 2 hours } }", "lately")).toMatchObject([{ 1: "warn" }]);
    expect(await found("{ fresh: { seen: 2 days } }")).toMatchObject([{ 1: "warn" }]);
  });

  it("fail where there are no rows at all", async () => {
    expect(await found("{ fresh: { seen: 2 days }, rows: { min: 1 } }", "none")).toMatchObject([
      { 1: "warn", 2: "1" },
      { 1: "warn", 2: "1" },
    ]);
  });

  it.each([
    ["{ last: 4, min: 0.5 }", "pass", "rows are at least 0.5 times last time's 4"],
    ["{ last: 5, min: 0.5 }", "warn", "rows are at least 0.5 times last time's 5"],
    ["{ last: 1, min: 0.5, max: 2 }", "pass", "rows are from 0.5 to 2 times last time's 1"],
    ["{ last: 1, max: 1.5 }", "warn", "rows are at most 1.5 times last time's 1"],
    ["{ min: 2, max: 2 }", "pass", "rows are from 2 to 2"],
  ])("hold %s rows against last time's: %s", async (rows, result, name) => {
    expect(await found(`{ rows: ${rows} }`)).toMatchObject([{ 0: name, 1: result }]);
  });

  it("stop, where they are told to", async () => {
    await expect(found("{ fresh: { seen: 2 days }, on_fail: stop }")).rejects.toThrow(
      "Check failed: newest seen is within 2 days",
    );
  });

  it.each([
    ["{ fresh: { seen: soon } }", '"soon" is no duration.'],
    ["{ fresh: { nowhere: 1 day } }", 'There is no column "nowhere" here.'],
    ["{ rows: { last: many, min: 1 } }", '"many" is no number of rows.'],
    ["{ rows: { last: 5 } }", '"rows" has no bounds.'],
  ])("say what is wrong with %s", async (check, message) => {
    await expect(found(check)).rejects.toThrow(message);
  });
});
