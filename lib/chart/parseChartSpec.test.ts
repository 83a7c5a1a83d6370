import { describe, expect, it } from "vitest";
import { parseChartSpec } from "./parseChartSpec.ts";

const errorOf = (text: string) => {
  const outcome = parseChartSpec(text);
  return outcome.ok ? null : outcome.error;
};

describe("parseChartSpec", () => {
  it("gives back a specification as it is written", () => {
    const spec = { mark: "bar", encoding: { x: { field: "a" } } };
    expect(parseChartSpec(JSON.stringify(spec))).toEqual({ ok: true, value: { spec } });
  });

  it("names line and column, from 1, of what is not JSON", () => {
    const text = '{\n  "mark": "bar",\n  "encoding": { "x": nope }\n}';
    expect(errorOf(text)).toMatchObject({ code: "sql", line: 3, column: 22, length: 4 });
    expect(errorOf('{\r\n "mark": }')).toMatchObject({ line: 2, column: 10 });
  });

  it("says what an empty chart needs", () => {
    expect(errorOf(" \n")?.message).toBe("This chart is empty.");
  });

  it("refuses what is not an object, and Vega in place of Vega-Lite", () => {
    expect(errorOf("[1]")?.message).toBe("A chart is one JSON object.");
    expect(errorOf("null")?.message).toBe("A chart is one JSON object.");
    expect(errorOf('{"marks": []}')?.message).toBe("This is Vega; charts here are Vega-Lite.");
  });

  it("says that a chart without a mark draws nothing", () => {
    expect(errorOf('{"encoding": {}}')?.message).toContain('"mark" is missing');
  });

  it("names an unknown mark, also in a layer, and where it stands", () => {
    expect(errorOf('{\n "mark": "bra"}')).toMatchObject({
      message: 'There is no mark "bra".',
      line: 2,
      column: 10,
    });
    expect(errorOf('{"layer": [{"mark": {"type": "lin"}}]}')?.message).toBe('There is no mark "lin".');
  });

  it.each([
    '{"mark": "bar", "__proto__": {"polluted": 1}}',
    '{"mark": "bar", "config": {"\\u005f_proto__": {}}}',
  ])("refuses the key that would reach every object: %s", (text) => {
    expect(errorOf(text)?.message).toContain("__proto__");
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});
