import { beforeAll, describe, expect, it } from "vitest";
import { askRowsOf } from "../../lib/profile/askRows.ts";
import { ProfileBook } from "../../lib/profile/ProfileBook.ts";
import { askedColumn } from "../../lib/profile/profileSql.ts";
import { quickProfiles } from "../../lib/profile/quickProfiles.ts";
import type { ColumnState } from "../../lib/profile/RelationProfile.ts";
import { openNative } from "../../lib/profile/testing/nativeRows.ts";
import { createOddColumns } from "../../lib/profile/testing/oddColumns.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
let runs = 0;

beforeAll(async () => {
  engine = await startedEngine();
});

async function run(name: string, sql: string) {
  const answer = await engine.api.run({ runId: ++runs, name, sql, params: {} }, () => undefined);
  if (!answer.ok || !answer.value.result) throw new Error(answer.ok ? "no rows" : answer.error.message);
  return answer.value.result;
}

const free = { isBusy: () => false, onChange: () => () => undefined };

/** What is known of the first column once somebody looks. */
function known(book: ProfileBook, result: Awaited<ReturnType<typeof run>>): Promise<ColumnState> {
  const profile = book.ofResult(result);
  profile.look(0);
  return new Promise((resolve) => {
    const look = () => {
      const state = profile.column(0);
      if (state.hints || state.problem !== null) resolve(state);
    };
    profile.subscribe(look);
    look();
  });
}

describe("profiles in the engine that ships", () => {
  it("are those of the rows on screen, also when the relation's name means newer rows by now", async () => {
    const book = new ProfileBook(engine.api, free);
    const first = await run("numbers", "select i from range(100) t(i)");
    const second = await run("numbers", "select i + 1000 as i from range(50) t(i)");
    const state = await known(book, second);
    expect(state.profile).toMatchObject({ rows: 50, min: "1000", max: "1049" });
    expect(state.hints?.map(({ rule }) => rule)).toEqual(["key"]);
    expect(book.ofResult(second)).toBe(book.ofResult(second));
    // The older rows go a moment after the newer are there; their profile never shows anything of these.
    const before = await known(book, first);
    expect(before.profile?.max ?? "99").toBe("99");
  });

  it("reach into whatever a view passes through", async () => {
    const book = new ProfileBook(engine.api, free);
    await run("base", "select i as a, 'x' as b from range(10) t(i)");
    const passed = await run("passed", 'select a as "renamed ""so""" from base');
    expect(passed.kept).toBe("view");
    expect((await known(book, passed)).profile).toMatchObject({ rows: 10, max: "9" });
  });

  it("are the same as those of native DuckDB, of every type", async () => {
    const result = await run("odd", createOddColumns.slice(createOddColumns.indexOf("select")));
    const from = await engine.api.resultSql(result.resultKey);
    if (!from.ok) throw new Error(from.error.message);
    const native = await openNative();
    await native.run(createOddColumns);
    const columns = result.columns.map(askedColumn);
    const ask = askRowsOf(engine.api.select);
    const ours = await quickProfiles(ask, from.value, columns);
    const theirs = await quickProfiles(native.ask, '"odd columns"', await native.columns('"odd columns"'));
    const comparable = (profiles: typeof ours) => profiles.filter(({ name }) => name !== "id");
    expect(comparable(ours)).toEqual(comparable(theirs));
  });

  it("move little to the page, however many rows there are", async () => {
    const result = await run(
      "many",
      "select i, 'text ' || i as t, repeat('long ', 1000) || i % 100 as l from range(2000) t(i)",
    );
    const from = await engine.api.resultSql(result.resultKey);
    if (!from.ok) throw new Error(from.error.message);
    let bytes = 0;
    let rows = 0;
    const ask = askRowsOf(async (sql, maxRows) => {
      const answer = await engine.api.select(sql, maxRows);
      if (answer.ok) bytes += answer.value.ipc.byteLength;
      return answer;
    });
    await quickProfiles(
      async (sql, maxRows) => {
        const found = await ask(sql, maxRows);
        rows += found.length;
        return found;
      },
      from.value,
      result.columns.map(askedColumn),
    );
    expect(rows).toBeLessThan(60);
    expect(bytes / result.columns.length).toBeLessThan(5000);
  });
});
