import { Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { snapshotLimits } from "../../share/snapshots.ts";
import { AppStage, chainText } from "../testing/appStage.ts";
import { fitSnapshots } from "./fitSnapshots.ts";
import { takeSnapshots } from "./takeSnapshots.ts";

const accessKey = ["AKIA", "Q3EGRBVZ", "T6LMN4XY"].join("");

/** An engine whose every page has these texts in each of so many columns. */
function pageOf(values: (string | null)[], columns: number) {
  const names = Array.from({ length: columns }, (_, at) => [`c${at}`, vectorFromArray(values, new Utf8())]);
  const ipc = tableToIPC(new Table(Object.fromEntries(names)), "stream");
  return { page: async () => ({ ok: true as const, value: ipc }) };
}

async function ran(): Promise<AppStage> {
  const stage = await AppStage.with(chainText);
  await stage.commands.run();
  return stage;
}

describe("takeSnapshots", () => {
  it("takes texts and NULL, without what looks like a secret, and cuts what is long or wide", async () => {
    const { state } = await ran();
    const engine = pageOf(["tea", null, `key ${accessKey}`, "x".repeat(5000)], 30);
    const [first] = await takeSnapshots(state, engine);
    expect(first?.columns.length).toBe(snapshotLimits.columns);
    expect(first?.rows.map(([text]) => text?.slice(0, 12) ?? null)).toEqual([
      "tea",
      null,
      "key removed",
      "x".repeat(12),
    ]);
    expect(first?.rows[3]?.[0]?.length).toBe(snapshotLimits.characters);
  });

  it("takes nothing of cells whose rows are no longer current", async () => {
    const stage = await ran();
    stage.commands.setSource(stage.id("b"), "select 1");
    const names = (await takeSnapshots(stage.state, pageOf(["1"], 1))).map(({ name }) => name);
    expect(names).toEqual(["a"]);
  });
});

describe("fitSnapshots", () => {
  const rows = Array.from({ length: 50 }, (_, at) => [String(at)]);
  const snapshots = [{ name: "a", columns: ["n"], rows, rowCount: 90 }];

  it("keeps as many rows as fit", async () => {
    const fitting = await fitSnapshots(snapshots, async ([first]) => (first?.rows.length ?? 0) <= 12);
    expect(fitting.map(({ rows: kept, rowCount }) => [kept.length, rowCount])).toEqual([[10, 90]]);
  });

  it("keeps none where not one row fits", async () => {
    expect(await fitSnapshots(snapshots, async () => false)).toEqual([]);
  });
});
