import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { withSteps } from "./withSteps.ts";

const step = { map: { column: "city", values: { "yes: no": "O'Neil", "#1": null } } };

describe("steps that are added to a recipe", () => {
  it("make a list that reads back as they are", () => {
    expect(parse(withSteps("", [step, { trim: ["a b"] }]))).toEqual([step, { trim: ["a b"] }]);
  });

  it("leave what stands there to the letter", () => {
    const source = "# first\n- trim:   [vendor] # keep\n\n- dedupe: { keys: [id] }";
    const made = withSteps(source, [step]);
    expect(made.startsWith(`${source}\n`)).toBe(true);
    expect(parse(made)).toEqual([{ trim: ["vendor"] }, { dedupe: { keys: ["id"] } }, step]);
  });

  it("stand as far in as the others, and take a list in brackets apart", () => {
    expect(parse(withSteps("  - trim: [a]", [step]))).toEqual([{ trim: ["a"] }, step]);
    expect(parse(withSteps("[{ trim: [a] }]", [step]))).toEqual([{ trim: ["a"] }, step]);
    expect(withSteps("# only a remark", [{ trim: ["a"] }])).toBe("# only a remark\n- trim:\n    - a");
  });
});
