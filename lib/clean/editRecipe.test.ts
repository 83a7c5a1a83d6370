import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionsOf, withOptions, withoutStep, withStep, withStepMoved, withStepOff } from "./editRecipe.ts";
import { readRecipe, type Step } from "./readRecipe.ts";
import type { StepDefinition } from "./stepDefinition.ts";
import { stepKinds } from "./stepKinds.ts";

const recipe = `# how orders are cleaned
- trim: [vendor]   # ends only
# money
- number:
    columns: [amount]
    decimal: ','  # continental

- dedupe: { keys: [order_id], keep: last, order: ts }`;

function kind(key: string): StepDefinition {
  const found = stepKinds.get(key);
  if (!found) throw new Error(key);
  return found;
}

function steps(source: string): Step[] {
  const read = readRecipe(source);
  if (!read.ok) throw new Error(`${read.error.message} in\n${source}`);
  return read.value;
}

const lines = (source: string) => source.split("\n");

describe("a recipe that is edited step by step", () => {
  it("keeps every other line, and remarks move with the step below them", () => {
    expect(withStepMoved(recipe, 1, 2)).toBe(`# how orders are cleaned
- trim: [vendor]   # ends only

- dedupe: { keys: [order_id], keep: last, order: ts }
# money
- number:
    columns: [amount]
    decimal: ','  # continental`);
    expect(withoutStep(recipe, 1)).toBe(`# how orders are cleaned
- trim: [vendor]   # ends only

- dedupe: { keys: [order_id], keep: last, order: ts }`);
  });

  it("gets a step at any place, as short as can be said", () => {
    expect(lines(withStep(recipe, 3, kind("trim"), { columns: ["a", "b c"] })).at(-1)).toBe(
      "- trim: [a, b c]",
    );
    expect(withStep("", 0, kind("replace"), { columns: ["a"], find: "x: y", with: "" })).toBe(
      '- replace: { columns: [a], find: "x: y", with: "" }',
    );
    expect(withStep("", 0, kind("dedupe"), {})).toBe("- dedupe:");
    expect(withStep("# nothing yet", 0, kind("filter"), { where: "a > 1" })).toBe(
      "# nothing yet\n- filter: a > 1",
    );
  });

  it("is switched off and on again without a trace but how its own lines are laid out", () => {
    const off = withStepOff(recipe, 1, true);
    expect(off).toContain("    decimal: ',' # continental\n  off: true\n");
    expect(steps(off).map(({ isOff }) => isOff)).toEqual([false, true, false]);
    expect(withStepOff(off, 1, false)).toBe(recipe.replace("','  #", "',' #"));
    expect(steps(withStepOff("- dedupe", 0, true))[0]).toMatchObject({ isOff: true });
  });

  it("changes one option and leaves how the others are written", () => {
    const [, number, dedupe] = steps(recipe);
    const changed = withOptions(recipe, 1, kind("number"), { ...optionsOf(number as Step), percent: "0.12" });
    expect(changed).toContain(
      "# money\n- number:\n    columns: [amount]\n    decimal: ',' # continental\n    percent: \"0.12\"\n",
    );
    const { order: _, ...rest } = optionsOf(dedupe as Step);
    expect(lines(withOptions(recipe, 2, kind("dedupe"), { ...rest, keep: "any" })).at(-1)).toBe(
      "- dedupe: { keys: [order_id], keep: any }",
    );
    expect(lines(withOptions(recipe, 0, kind("trim"), { columns: ["vendor"], collapse: false }))[1]).toBe(
      "- trim: { columns: [vendor], collapse: false } # ends only",
    );
  });

  it("in brackets is written one step a line once it is edited", () => {
    expect(withoutStep("[trim: [a], { drop: b }]", 0)).toBe("- { drop: b }");
  });

  it("says of any options what was put in, whatever is moved, switched or put in beside it", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .filter((value) => value.trim() !== "" && value !== "*");
    const step = fc.record({
      columns: fc.array(text, { minLength: 1, maxLength: 3 }),
      find: text,
      with: fc.string({ unit: "binary", maxLength: 8 }).filter((value) => !/[\p{Cs}]/u.test(value)),
      regex: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (all, a, b) => {
        let source = "# head";
        all.forEach((options, at) => {
          source = withStep(source, at, kind("replace"), options);
        });
        const [from, to] = [a % all.length, b % all.length];
        source = withStepOff(withStepMoved(source, from, to), to, true);
        const expected = [...all];
        expected.splice(to, 0, ...expected.splice(from, 1));
        expect(steps(source).map(optionsOf)).toEqual(expected);
        expect(steps(source).map(({ isOff }) => isOff)).toEqual(all.map((_, at) => at === to));
        expect(source.split("\n").filter((line) => line === "# head")).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });
});
