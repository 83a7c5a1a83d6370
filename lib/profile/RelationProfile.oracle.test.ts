import { beforeAll, describe, expect, it } from "vitest";
import type { AskRows } from "./askRows.ts";
import { type Business, ProfileQueue } from "./ProfileQueue.ts";
import { profileRows } from "./profileRows.ts";
import { RelationProfile } from "./RelationProfile.ts";
import { type NativeRows, openNative } from "./testing/nativeRows.ts";

let native: NativeRows;

beforeAll(async () => {
  native = await openNative();
  const columns = Array.from({ length: 500 }, (_, at) => `i + ${at} as c${at}`);
  await native.run(`create table wide as select ${columns.join(", ")} from range(300) t(i)`);
  await native.run(`create table users as select i as id, 'n' || i as name from range(100) t(i)`);
  await native.run(
    `create table orders as select i as order_id, i % 90 as user_id, i % 7 as size from range(1000) t(i)`,
  );
});

const free: Business = { isBusy: () => false, onChange: () => () => undefined };

/** A profile of a relation, with what was asked for it; cells run while `isBusy` says so. */
async function open(relation: string, business: Business = free) {
  const asked: string[] = [];
  const ask: AskRows = (sql, maxRows) => {
    asked.push(sql);
    return native.ask(sql, maxRows);
  };
  const columns = await native.columns(relation);
  const target = { columns, rowCount: 300, from: async () => ({ ok: true as const, value: relation }) };
  const profile = new RelationProfile(target, new ProfileQueue(business), ask, 2026);
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => isSo() && resolve();
      profile.subscribe(look);
      look();
    });
  return { profile, asked, until };
}

describe("a relation's profile", () => {
  it("asks for the columns that are looked at and for no others", async () => {
    const { profile, asked, until } = await open("wide");
    profile.want(3);
    profile.want(4);
    await until(() => profile.column(4).profile !== null);
    expect(profile.column(3).profile?.max).toBe("302");
    expect(profile.column(5).profile).toBeNull();
    expect(asked.length).toBe(2);
    expect(asked.some((sql) => sql.includes('"c5"'))).toBe(false);
  });

  it("leaves what went off the screen before its turn", async () => {
    const { profile, asked, until } = await open("wide");
    profile.want(0)();
    profile.want(1);
    await until(() => profile.column(1).profile !== null);
    expect(asked.some((sql) => sql.includes('"c0"'))).toBe(false);
  });

  it("waits while cells run", async () => {
    let isBusy = true;
    const listeners = new Set<() => void>();
    const { profile, asked, until } = await open("wide", {
      isBusy: () => isBusy,
      onChange: (call) => {
        listeners.add(call);
        return () => listeners.delete(call);
      },
    });
    profile.want(0);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([asked.length, listeners.size]).toEqual([0, 1]);
    isBusy = false;
    for (const call of listeners) call();
    await until(() => profile.column(0).profile !== null);
    expect(listeners.size).toBe(0);
  });

  it("tells what it is about a failing column, and goes on with the others", async () => {
    await native.run(
      "create or replace view frail as select i, error('no such luck') as e from range(5) t(i)",
    );
    const { profile, until } = await open("frail");
    profile.want(0);
    profile.want(1);
    await until(() => profile.column(1).problem !== null);
    expect(profile.column(1).problem).toContain("no such luck");
    await until(() => profile.column(0).profile !== null);
  });

  it("says that the rows went where a newer run took their place", async () => {
    const columns = await native.columns("users");
    const message = "These rows are no longer kept: the cell has run again since.";
    const target = {
      columns,
      rowCount: 1,
      from: async () => ({ ok: false as const, error: { code: "internal" as const, message } }),
    };
    const profile = new RelationProfile(target, new ProfileQueue(free), native.ask, 2026);
    profile.want(0);
    await new Promise<void>((resolve) => profile.subscribe(resolve));
    expect(profile.column(0)).toMatchObject({ profile: null, problem: message });
  });

  it("goes through all columns, finds what refers to a key elsewhere, and stops where it is told to", async () => {
    const { profile, until } = await open("orders");
    profile.profileAll("orders", [
      { name: "users", columns: await native.columns("users") },
      { name: "orders", columns: await native.columns("orders") },
    ]);
    await until(() => !profile.isRunning);
    expect(profile.done).toBe(3);
    expect(profile.column(1).hints).toMatchObject([
      { rule: "foreign-key", title: "Refers to users.id, which holds all of its 90 values" },
    ]);
    const names = ["order_id", "user_id", "size"];
    const order = (by: "distinct" | "name" | "hints", typed = "") =>
      profileRows(names, (at) => profile.column(at), by, typed).map((at) => names[at]);
    expect(order("distinct")).toEqual(["order_id", "user_id", "size"]);
    expect(order("name")).toEqual(["order_id", "size", "user_id"]);
    expect(order("name", " ID")).toEqual(["order_id", "user_id"]);

    const wide = await open("wide");
    wide.profile.profileAll("wide", []);
    await wide.until(() => wide.profile.done > 0);
    wide.profile.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(wide.profile.isRunning).toBe(false);
    expect(wide.profile.done).toBeLessThan(20);
  });
});
