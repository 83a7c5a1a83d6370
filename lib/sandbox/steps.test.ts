import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { applySteps, type Step } from "./steps.ts";

type Kind = Step["kind"];

/** Functions that do what arrays do, some of them later, and throw on some values. */
function stepOf(kind: Kind, isAsync: boolean, throwsOn: number): Step {
  const call = (value: unknown, index: number): unknown => {
    const number = Number(value);
    if (number === throwsOn) throw new Error(`row ${index}`);
    if (kind === "map") return number + 1;
    if (kind === "filter") return number % 2 === 0;
    return [number, number + 10];
  };
  return {
    kind,
    call: isAsync ? async (value: unknown, index: number) => call(value, index) : call,
  };
}

/** The same, one row at a time with arrays: a row counts only if nothing made from it throws. */
function byHand(batch: number[], first: number, steps: { kind: Kind; throwsOn: number }[]) {
  const rows: number[] = [];
  const ordinals: number[] = [];
  const rejected: number[] = [];
  for (const [i, row] of batch.entries()) {
    let values = [row];
    let isRejected = false;
    for (const { kind, throwsOn } of steps) {
      if (values.includes(throwsOn)) isRejected = true;
      if (kind === "map") values = values.map((value) => value + 1);
      else if (kind === "filter") values = values.filter((value) => value % 2 === 0);
      else values = values.flatMap((value) => [value, value + 10]);
    }
    if (isRejected) rejected.push(first + i);
    else {
      rows.push(...values);
      ordinals.push(...values.map(() => first + i + 1));
    }
  }
  return { rows, ordinals, rejected };
}

describe("applySteps", () => {
  it("does what arrays do, at once or later, and rejects each row that throws exactly once", async () => {
    const kind = fc.constantFrom<Kind>("map", "filter", "flatMap");
    const steps = fc.array(
      fc.record({ kind, isAsync: fc.boolean(), throwsOn: fc.integer({ min: -1, max: 12 }) }),
      {
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(9), { maxLength: 12 }),
        fc.nat(100),
        steps,
        async (batch, first, chosen) => {
          const rejected: number[] = [];
          const made = await applySteps(
            batch,
            first,
            chosen.map((step) => stepOf(step.kind, step.isAsync, step.throwsOn)),
            (index) => rejected.push(index),
          );
          const wanted = byHand(batch, first, chosen);
          expect(rejected.sort((a, b) => a - b)).toEqual(wanted.rejected);
          expect(made.rows).toEqual(wanted.rows);
          expect(made.ordinals).toEqual(wanted.ordinals);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("rejects a row that fails at once only once, whatever of it is under way", () => {
    const underWay = Promise.reject(new Error("one"));
    const heard = vi.spyOn(underWay, "then");
    const steps: Step[] = [
      { kind: "flatMap", call: () => [1, 2] },
      {
        kind: "map",
        call: (value) => {
          if (value === 2) throw new Error("two");
          return underWay;
        },
      },
    ];
    const rejected: number[] = [];
    expect(applySteps([0], 5, steps, (index) => rejected.push(index))).toEqual({ rows: [], ordinals: [] });
    expect(rejected).toEqual([5]);
    // Somebody hears of it, or the thread would report an error that nobody waits for.
    expect(heard).toHaveBeenCalled();
  });

  it("does not wait where nothing is a promise", () => {
    expect(applySteps([1, 2], 0, [stepOf("map", false, -1)], () => undefined)).toEqual({
      rows: [2, 3],
      ordinals: [1, 2],
    });
  });
});
