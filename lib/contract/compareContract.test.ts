import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareContract, type RelationNow } from "./compareContract.ts";
import type { Contract, PinnedColumn } from "./contract.ts";
import { nameLikeness } from "./guessNames.ts";
import type { Measured } from "./measure.ts";
import { psi } from "./psi.ts";
import { resolveColumns } from "./resolveColumns.ts";
import { stopError } from "./stopError.ts";

interface Counted {
  rows: number;
  columns: { name: string; nulls: number; counts: number[] }[];
}

const counted: fc.Arbitrary<Counted> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .chain(([bins, columns]) =>
    fc.record({
      rows: fc.constant(10_000),
      columns: fc
        .array(
          fc.record({
            nulls: fc.integer({ min: 0, max: 9_000 }),
            counts: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: bins, maxLength: bins }),
          }),
          { minLength: columns, maxLength: columns },
        )
        .map((some) => some.map((column, at) => ({ ...column, name: `c${at}` }))),
    }),
  );

/** What pinning these counts gives: values or bins, by turns. */
function pinOf({ rows, columns }: Counted): Contract {
  const pinned = columns.map(({ name, nulls, counts }, at): PinnedColumn => {
    const sum = counts.reduce((total, count) => total + count, 0);
    const shares = counts.map((count) => count / sum);
    const values = counts.map((_, nr) => `v${nr}`);
    const edges = values.slice(1).map((_, nr) => nr);
    const spread =
      sum === 0
        ? null
        : at % 2 === 0
          ? ({ by: "values", values, shares } as const)
          : ({ by: "bins", edges, shares } as const);
    return { name, type: at % 2 === 0 ? "VARCHAR" : "DOUBLE", nulls: nulls / rows, spread };
  });
  return { pinned: { rows, columns: pinned }, map: new Map(), levels: new Map() };
}

function nowOf({ rows, columns }: Counted, contract: Contract): RelationNow {
  const measured = new Map(
    columns.map(({ name, nulls, counts }, at): [string, Measured] => [
      name,
      { there: rows - nulls, counts: at % 2 === 0 ? [...counts, 0] : counts, newValues: [] },
    ]),
  );
  const types = new Map(contract.pinned?.columns.map((column) => [column.name, column.type]));
  const here = columns.map(({ name }) => ({ name, type: types.get(name) ?? "" }));
  return { rows, resolved: resolveColumns(contract, here), measured, casts: new Map(), guesses: new Map() };
}

describe("what a comparison finds", () => {
  it("is nothing in what was pinned", () => {
    fc.assert(
      fc.property(counted, (data) => {
        const contract = pinOf(data);
        expect(compareContract(contract, nowOf(data, contract))).toEqual([]);
      }),
    );
  });

  it("is nothing but names and types where no more was written down", () => {
    fc.assert(
      fc.property(counted, (data) => {
        const { pinned } = pinOf(data);
        const columns = (pinned?.columns ?? []).map((column) => ({ ...column, nulls: null, spread: null }));
        const bare = { pinned: { rows: null, columns }, map: new Map(), levels: new Map() };
        expect(compareContract(bare, nowOf(data, bare))).toEqual([]);
      }),
    );
  });

  it("is the same drift from either side, and never in less than its limits", () => {
    const two = counted.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.tuple(
          ...one.columns.map(({ counts }) =>
            fc.array(fc.integer({ min: 1, max: 500 }), {
              minLength: counts.length,
              maxLength: counts.length,
            }),
          ),
        ),
      ),
    );
    fc.assert(
      fc.property(two, ([data, others]) => {
        // As many in each column, so that chance is the same from either side, and all of them with a value.
        const even = (counts: readonly number[]) => {
          const sum = counts.reduce((total, count) => total + count + 1, 0);
          return counts.map((count) => ((count + 1) * data.rows) / sum);
        };
        const before = {
          ...data,
          columns: data.columns.map((column) => ({ ...column, nulls: 0, counts: even(column.counts) })),
        };
        const after = {
          ...before,
          columns: before.columns.map((column, at) => ({ ...column, counts: even(others[at] ?? []) })),
        };
        const [a, b] = [pinOf(before), pinOf(after)];
        const [there, back] = [compareContract(a, nowOf(after, a)), compareContract(b, nowOf(before, b))];
        const brief = (findings: typeof there) =>
          findings.map(({ column, finding, level, psi: index }) => [
            column,
            finding,
            level,
            index?.toFixed(6),
          ]);
        expect(brief(there)).toEqual(brief(back));
        for (const [at, { counts, name }] of after.columns.entries()) {
          const index = psi(before.columns[at]?.counts ?? [], counts);
          const found = there.find(({ column }) => column === name);
          if (index > 0.2501) expect(found).toMatchObject({ finding: "distribution", level: "warn" });
          else if (index > 0.1001 && index < 0.2499) expect(found?.level).toBe("note");
          else if (index < 0.0999) expect(found).toBeUndefined();
        }
      }),
    );
  });

  it("of few rows is left to chance", () => {
    const column = { name: "c", nulls: 0, counts: [4, 5, 6, 5] };
    const contract = pinOf({ rows: 20, columns: [column] });
    const now = nowOf({ rows: 20, columns: [{ ...column, counts: [8, 2, 6, 4] }] }, contract);
    expect(psi([4, 5, 6, 5], [8, 2, 6, 4])).toBeGreaterThan(0.25);
    expect(compareContract(contract, now)).toEqual([]);
  });

  it("names what stops, and counts the rest", () => {
    const columns = Array.from({ length: 9 }, (_, at) => ({ name: `c${at}`, nulls: 0, counts: [1, 1] }));
    const contract = pinOf({ rows: 2, columns });
    const { resolved, ...now } = nowOf({ rows: 2, columns: columns.slice(0, 1) }, contract);
    const error = stopError("t", compareContract(contract, { ...now, resolved }));
    expect(error?.message).toBe(
      "Not as pinned: c1 is gone. c2 is gone. c3 is gone. c4 is gone. c5 is gone. c6 is gone. 2 more.",
    );
    expect(error?.hint).toContain("t__drift");
  });
});

describe("the likeness of names", () => {
  it.each([
    ["ordered_at", "orderedAt", 0.99],
    ["customer_id", "Customer ID", 0.99],
    ["id_customer", "customer_id", 0.99],
    ["amount", "amount_eur", 0.79],
    ["id", "order_id", 0.79],
    ["quantity", "quantty", 0.85],
  ])("of %s and %s is above %d", (a, b, least) => {
    expect(nameLikeness(a, b)).toBeGreaterThan(least);
    expect(nameLikeness(b, a)).toBeCloseTo(nameLikeness(a, b), 9);
  });

  it("of other names is small", () => {
    for (const [a, b] of [
      ["amount", "status"],
      ["id", "name"],
      ["created", "zip"],
    ] as const)
      expect(nameLikeness(a, b)).toBeLessThan(0.5);
  });
});
