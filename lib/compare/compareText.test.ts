import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noChoices } from "./choices.ts";
import { readCompare } from "./readCompare.ts";
import { writeCompare } from "./writeCompare.ts";

const read = (source: string) => {
  const choices = readCompare(source);
  if (!choices.ok) throw new Error(choices.error.message);
  return choices.value;
};

describe("the text of a compare cell", () => {
  it("says nothing where it is empty, or holds only a comment", () => {
    for (const source of ["", "# later\n", "ignore:\ntolerance:\ntext:"])
      expect(read(source)).toEqual(noChoices);
  });

  it("names columns as they are written, one or several", () => {
    expect(read("ignore: updated_at").ignore).toEqual(["updated_at"]);
    expect(read("ignore:\n  - 007\n  - 'a: b'").ignore).toEqual(["007", "a: b"]);
    expect(read("tolerance: 1e-3").tolerance).toBe(0.001);
    expect(read("tolerance: { 007: 1, price: 0.5 }").tolerance).toEqual({ "007": 1, price: 0.5 });
    expect(read("text: { trim: true, case: false }").text).toEqual({ trim: true, case: false });
  });

  it.each([
    ["ignore: [a]\ntolerence: 1", { line: 2, column: 1, hint: "Keys are ignore, tolerance, text." }],
    ["tolerance: -1", { line: 1, column: 12 }],
    ["tolerance:\n  price: some", { line: 2, column: 10, message: '"some" is no distance between numbers.' }],
    ["tolerance: .inf", { line: 1 }],
    ["text: { trim: 1 }", { line: 1, column: 15 }],
    ["text: loud", { message: "text is a list of keys, each with what it says." }],
    ["ignore: [[a]]", { message: '"ignore" is a list of names.' }],
    ["- a", { message: "A compare cell is a list of keys, each with what it says." }],
    ["a: [", { message: expect.stringContaining("This is not YAML") }],
  ])("tells the place of what is wrong with %j", (source, error) => {
    expect(readCompare(source)).toMatchObject({ ok: false, error });
  });

  it("keeps comments and order when something is changed, and is empty again without it", () => {
    const source = "# ours\nignore: [a] # not ours\ntolerance: 1";
    expect(writeCompare(source, { key: "ignore", value: ["a", "b"] })).toContain("# ours\nignore: [a, b]");
    expect(writeCompare(source, { key: "tolerance", value: 0.5 })).toBe(
      "# ours\nignore: [a] # not ours\ntolerance: 0.5",
    );
    expect(writeCompare("# later", { key: "ignore", value: ["a"] })).toBe("# later\nignore: [a]");
    expect(writeCompare("ignore: [a]", { key: "ignore", value: [] })).toBe("");
    expect(writeCompare("text: { trim: true }", { key: "text", value: noChoices.text })).toBe("");
    expect(writeCompare("a: [", { key: "ignore", value: ["a"] })).toBe("a: [");
  });

  it("comes back as it was written, whatever the names", () => {
    const name = fc.string({ minLength: 1, maxLength: 10 }).filter((text) => text !== "__proto__");
    const distance = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    const choices = fc.record({
      ignore: fc.array(name, { maxLength: 4 }),
      tolerance: fc.oneof(
        distance,
        fc.dictionary(name, distance, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      ),
      text: fc.record({ trim: fc.boolean(), case: fc.boolean() }),
    });
    fc.assert(
      fc.property(choices, ({ ignore, tolerance, text }) => {
        let source = writeCompare("", { key: "ignore", value: ignore });
        source = writeCompare(source, { key: "tolerance", value: tolerance });
        source = writeCompare(source, { key: "text", value: text });
        expect(read(source)).toEqual({ ignore, tolerance, text });
      }),
      { numRuns: 80 },
    );
  });
});
