import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLogOptions, printLogOptions } from "./logOptions.ts";
import { logPresets } from "./logPresets.ts";

describe("options of a log", () => {
  test("what is printed is what is read again", () => {
    const nulls = fc.array(fc.string(), { maxLength: 3 });
    const year = fc.integer({ min: 1, max: 9999 });
    const joinLines = fc.boolean();
    const maxLineBytes = fc.integer({ min: 1, max: 64 << 20 });
    const names = logPresets.filter(({ layout }) => layout.kind === "pattern").map(({ name }) => name);
    const ofPreset = fc.record(
      { preset: fc.constantFrom(...names), nulls, year, joinLines, maxLineBytes },
      { requiredKeys: ["preset"] },
    );
    const types = fc.dictionary(
      fc.constantFrom("a", "b"),
      fc.constantFrom("text", "integer", "time", "%d/%b/%Y:%H:%M:%S %z", "%b %e"),
    );
    const ofPattern = fc.record(
      { pattern: fc.constant("^(?<a>\\S+) (?<b>.*)$"), types, nulls, year },
      { requiredKeys: ["pattern"] },
    );
    fc.assert(
      fc.property(fc.oneof(ofPreset, ofPattern), (options) => {
        const record: Record<string, unknown> = JSON.parse(JSON.stringify(printLogOptions(options)));
        expect(parseLogOptions(record)).toEqual({
          options: JSON.parse(JSON.stringify(options)),
          problem: null,
        });
      }),
    );
  });

  test.each([
    [{ preset: "nope" }, /must be one of common|must be one of combined/],
    [{ preset: "common", pattern: "(?<a>.)" }, /not both/],
    [{ pattern: "(" }, /no regular expression/],
    [{ pattern: "(?<a>.)", types: { b: "text" } }, /b, which is no group/],
    [{ pattern: "(?<a>.)", types: { a: "%q" } }, /"%q" is no part of a time/],
    [{ pattern: "(?<a>.)", types: { a: "%H:%M" } }, /at least its month and day/],
    [{ preset: "common", joinLines: true }, /cannot go on/],
    [{ preset: "common", year: 0 }, /year/],
    [{ preset: "common", nulls: "-" }, /nulls/],
    [{ preset: "common", colour: 1 }, /"colour" is no option/],
  ])("%j is refused with a reason", (record, reason) => {
    expect(parseLogOptions(record).problem).toMatch(reason);
  });
});
