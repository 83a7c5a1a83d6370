import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../chart/jsonObject.ts";
import { fitSpec } from "./fitSpec.ts";
import { vegaConfig } from "./vegaConfig.ts";

const names =
  (count: number, letters = 4) =>
  () =>
    Array.from({ length: count }, (_, i) => String(i).padStart(letters, "n"));
const bar = {
  mark: "bar",
  encoding: { x: { field: "a", type: "nominal" }, y: { field: "b", type: "quantitative" } },
};

describe("fitSpec", () => {
  it("fills the width and 300 px of height", () => {
    const { spec, followsWidth } = fitSpec(bar, 640, names(3));
    expect(spec).toMatchObject({ width: 640, height: 300, autosize: { type: "fit", contains: "padding" } });
    expect(followsWidth).toBe(true);
  });

  it("leaves sizes that the chart has alone", () => {
    const { spec, followsWidth } = fitSpec({ ...bar, width: 200, height: { step: 12 } }, 640, names(3));
    expect(spec).toMatchObject({ width: 200, height: { step: 12 }, autosize: { type: "pad" } });
    expect(followsWidth).toBe(false);
  });

  it("grows with the names on its y axis, within reason", () => {
    const sideways = { mark: "bar", encoding: { y: { field: "a", type: "nominal" } } };
    expect(fitSpec(sideways, 640, names(10)).spec.height).toBe(300);
    expect(fitSpec(sideways, 640, names(50)).spec.height).toBe(960);
    expect(fitSpec(sideways, 640, names(100_000)).spec.height).toBe(4000);
  });

  it("lays names under the x axis flat where they fit and slants them where they do not", () => {
    expect(fitSpec(bar, 640, names(5)).spec.encoding).toMatchObject({ x: { axis: { labelAngle: 0 } } });
    expect(fitSpec(bar, 640, names(40, 12)).spec.encoding).toMatchObject({
      x: { axis: { labelAngle: -40 } },
    });
    const own = {
      ...bar,
      encoding: { ...bar.encoding, x: { field: "a", type: "nominal", axis: { labelAngle: 90 } } },
    };
    expect(fitSpec(own, 640, names(5)).spec.encoding).toEqual(own.encoding);
  });

  it("shares the width among views side by side", () => {
    const facets = { ...bar, encoding: { ...bar.encoding, column: { field: "c", type: "nominal" } } };
    const { spec, followsWidth } = fitSpec(facets, 690, names(4));
    expect(spec.width).toBe(126);
    expect(followsWidth).toBe(false);
    expect(fitSpec({ hconcat: [bar, bar] }, 690, names(4)).spec.config).toMatchObject({
      view: { continuousWidth: 276 },
    });
  });

  it.each<[string, JsonObject]>([
    ["a bar chart", bar],
    ["facets", { ...bar, encoding: { ...bar.encoding, row: { field: "c" }, column: { field: "d" } } }],
    ["layers", { encoding: bar.encoding, layer: [{ mark: "bar" }, { mark: { type: "text", dy: -4 } }] }],
    ["views side by side", { vconcat: [bar, { hconcat: [bar, bar] }] }],
    ["repeated views", { repeat: ["a", "b"], spec: bar }],
  ])("gives what Vega-Lite compiles in the look of the app without a warning: %s", (_name, spec) => {
    const warnings: unknown[] = [];
    const theme = {
      scheme: "dark",
      foreground: "#fff",
      background: "#000",
      grid: "#333",
      palette: ["#123456"],
      fontFamily: "x",
    } as const;
    const fitted: unknown = { ...fitSpec(spec, 640, names(3)).spec, data: { name: "rows" } };
    const logger = {
      level: () => logger,
      warn: (...texts: unknown[]) => {
        warnings.push(texts);
        return logger;
      },
      info: () => logger,
      debug: () => logger,
      error: () => logger,
    };
    if (!isSpec(fitted)) throw new Error("no specification");
    const compiled = compile(fitted, {
      config: { ...vegaConfig({ ...theme, palette: [...theme.palette] }, 640, 10) },
      logger: Object.assign(logger),
    });
    expect(compiled.spec.background).toBe("#000");
    expect(warnings).toEqual([]);
  });
});

function isSpec(value: unknown): value is TopLevelSpec {
  return typeof value === "object" && value !== null;
}
