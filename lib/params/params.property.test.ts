import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkValue } from "./checkValue.ts";
import { parseParamText, printParamText } from "./paramText.ts";
import { readDefinition } from "./readDefinition.ts";
import { anyParam } from "./testing/anyParam.ts";
import { withDefault } from "./withDefault.ts";

function definitionOf(source: string) {
  const read = readDefinition(source);
  if (!read.ok) throw new Error(`${read.error.message}\n${source}`);
  return read.value;
}

describe("any value of any input", () => {
  it("is the same after it was made the default, whatever the default was before", () => {
    fc.assert(
      fc.property(anyParam, ({ source, value }) => {
        const definition = definitionOf(source);
        const once = withDefault(source, definition, value);
        expect(definitionOf(once).value).toEqual(value);
        // Back to the first default and again: only the value changes.
        const back = withDefault(once, definitionOf(once), definition.value);
        expect(definitionOf(back).value).toEqual(definition.value);
        expect(
          withDefault(back, definitionOf(back), value).includes("label") || !source.includes("label"),
        ).toBe(true);
      }),
    );
  });

  it("is the same after it was printed for a command line, and after it travelled as JSON", () => {
    fc.assert(
      fc.property(anyParam, ({ source, value }) => {
        const definition = definitionOf(source);
        expect(parseParamText(definition, printParamText(value))).toEqual({ ok: true, value });
        expect(checkValue(definition, JSON.parse(JSON.stringify(value)))).toEqual({ ok: true, value });
      }),
    );
  });

  it("of any JSON at all is taken or refused in words, never thrown at", () => {
    fc.assert(
      fc.property(anyParam, fc.jsonValue(), ({ source }, given) => {
        const checked = checkValue(definitionOf(source), given);
        if (!checked.ok) expect(checked.error.message).toMatch(/\.$/);
        else expect(checkValue(definitionOf(source), checked.value)).toEqual(checked);
      }),
    );
  });

  it("of any text at all is a definition or an error at a place inside it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "type: ", "type: slider\nmin: ", "type: select\noptions: "),
        (text, begin) => {
          const source = begin + text;
          const read = readDefinition(source);
          if (read.ok) return;
          expect(read.error.line).toBeGreaterThan(0);
          expect(read.error.line).toBeLessThanOrEqual(source.split("\n").length);
        },
      ),
    );
  });
});
