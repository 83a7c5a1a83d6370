import { describe, expect, it } from "vitest";
import { isInlineImage, rowsName, safeSpec } from "./safeSpec.ts";

const text = (spec: unknown, hasRows = true) => JSON.stringify(safeSpec(spec, hasRows).spec);

describe("safeSpec", () => {
  it("draws the page's rows in place of any data of its own", () => {
    expect(safeSpec({ mark: "bar", data: { values: [1] } }, true).spec).toEqual({
      mark: "bar",
      data: { name: rowsName },
    });
    expect(safeSpec({ mark: "bar", data: { values: [1] } }, false).spec).toEqual({
      mark: "bar",
      data: { values: [1] },
    });
  });

  it("leaves out remote data wherever it stands, and says so", () => {
    const spec = {
      data: { url: "https://evil.example/a" },
      layer: [{ mark: "bar", data: { url: "https://evil.example/b", format: { type: "csv" } } }],
      transform: [{ lookup: "k", from: { data: { url: "https://evil.example/c" }, key: "k" } }],
    };
    for (const hasRows of [true, false]) expect(text(spec, hasRows)).not.toContain("evil");
    expect(safeSpec(spec, true).warnings).toEqual([
      "Remote data is not loaded: a chart draws the rows of its relation.",
    ]);
  });

  it("leaves out links, vega-embed's options and the schema", () => {
    const spec = {
      $schema: "https://vega.github.io/schema/vega/v6.json",
      usermeta: { embedOptions: { config: "https://evil.example/" } },
      mark: { type: "bar", href: "https://evil.example/" },
      encoding: { href: { field: "u" }, x: { field: "a" } },
      config: { mark: { href: "https://evil.example/" } },
    };
    expect(text(spec)).toBe(
      '{"mark":{"type":"bar"},"encoding":{"x":{"field":"a"}},"config":{"mark":{}},"data":{"name":"rows"}}',
    );
    expect(safeSpec(spec, true).warnings).toEqual(["Links in charts are off."]);
  });

  it("lets only pictures through whose bytes stand in their address", () => {
    expect(text({ mark: { type: "image", url: "https://evil.example/i.png" } })).not.toContain("evil");
    expect(text({ mark: { type: "image", url: "data:image/png;base64,AAAA" } })).toContain("data:image/png");
    for (const address of [
      "https://x/i.png",
      "//x",
      "data:text/html,x",
      " data:image/png;base64,A",
      "blob:x",
      "javascript:1",
    ]) {
      expect(isInlineImage(address)).toBe(false);
    }
  });

  it("has no keys that reach the prototype of every object", () => {
    const spec: unknown = JSON.parse(
      '{"mark":"bar","config":{"__proto__":{"polluted":1},"constructor":{"prototype":{}}}}',
    );
    expect(text(spec)).toBe('{"mark":"bar","config":{},"data":{"name":"rows"}}');
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("refuses a sequence that would hang the frame, and draws a short one", () => {
    const layer = (sequence: object) => ({ layer: [{ mark: "rule", data: { sequence } }] });
    expect(() => safeSpec(layer({ start: 0, stop: 1e9 }), true)).toThrow("up to 1,000,000 values");
    expect(() => safeSpec(layer({ start: 0, stop: 1, step: 0 }), true)).toThrow("up to 1,000,000 values");
    expect(() => safeSpec(layer({ start: 0 }), true)).toThrow("up to 1,000,000 values");
    expect(text(layer({ start: 0, stop: 10 }))).toContain('"stop":10');
  });

  it("cuts a size that no canvas has", () => {
    const { spec, warnings } = safeSpec({ mark: "bar", height: 1e6, width: 300 }, true);
    expect(spec).toMatchObject({ height: 8000, width: 300 });
    expect(warnings).toEqual(["The chart's height was cut to 8000 pixels."]);
  });

  it("keeps inline rows as they are, whatever their keys", () => {
    const data = { values: [{ href: "x", url: "y" }] };
    expect(safeSpec({ layer: [{ mark: "text", data }] }, true).spec.layer).toEqual([{ mark: "text", data }]);
  });

  it("does not follow a specification without end", () => {
    let deep: object = {};
    for (let depth = 0; depth < 500; depth++) deep = { layer: [deep] };
    expect(() => safeSpec(deep, true)).toThrow("100 deep");
  });
});
