import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { difference, recipeSelect } from "../clean/testing/recipeSelect.ts";
import { type NativeRows, openNative } from "../profile/testing/nativeRows.ts";
import { findProposals } from "./findProposals.ts";
import { type ProposedStep, sureProposals } from "./proposal.ts";
import { stepsSql } from "./stepSql.ts";
import { cleaningSets } from "./testing/cleanWithNative.ts";
import { makeDirty } from "./testing/makeDirty.ts";

const dataFolder = join(import.meta.dirname, "../../../shared/data");

/** Rows that proposed steps make in one way and not in the other: as rules look through them, and as a clean cell. */
async function differing(native: NativeRows, from: string, steps: readonly ProposedStep[]) {
  return difference(native, stepsSql(from, steps), await recipeSelect(native, steps, from));
}

async function proposedFor(native: NativeRows, from: string): Promise<ProposedStep[]> {
  const { proposals } = await findProposals({ ask: native.ask, from, columns: await native.columns(from) });
  return sureProposals(proposals).flatMap(({ steps }) => steps);
}

describe("proposed steps make the rows that a clean cell makes of them", () => {
  it.skipIf(!existsSync(join(dataFolder, "cleaning"))).each(Object.entries(cleaningSets))(
    "what is proposed and sure for %s",
    async (_, { dirty }) => {
      const native = await openNative();
      await native.run(
        `create table t as select * from read_csv('${join(dataFolder, dirty)}', sample_size = -1)`,
      );
      const steps = await proposedFor(native, "t");
      expect(steps.length).toBeGreaterThan(0);
      expect(await differing(native, "t", steps)).toEqual([]);
    },
  );

  it("what is proposed and sure for orders with typing errors", async () => {
    const native = await openNative();
    await makeDirty(native, { seed: 4, typos: 0.02 });
    const steps = await proposedFor(native, "orders");
    expect(steps.length).toBeGreaterThan(0);
    expect(await differing(native, "orders", steps)).toEqual([]);
  });

  const odd = [
    " N/A ",
    "n/a\t",
    "\u00a0N/A",
    "a\u2003 b",
    "\u200bx",
    "12",
    " 12.50 ",
    "1,200",
    "12 kg",
    "1e3",
    "'",
    "",
    null,
  ];
  it.each<ProposedStep>([
    { trim: ["v"] },
    { nulls: { columns: ["v"], texts: ["n/a", "", "n/a\t"] } },
    { map: { column: "v", values: { "12": "a'b", "": null, "'": "" } } },
    { replace: { columns: ["v"], find: "(\\d+).*", with: "<\\1>", regex: true } },
    { cast: { columns: ["v"], to: "DOUBLE" } },
    { derive: { v: "coalesce(v, '-')" } },
  ])("%j of odd texts", async (step) => {
    const native = await openNative();
    const values = odd.map((text) => (text === null ? "(null)" : `('${text.replaceAll("'", "''")}')`));
    await native.run(`create table t as select * from (values ${values.join(", ")}) as t(v)`);
    expect(await differing(native, "t", [step])).toEqual([]);
  });
});
