import { describe, expect, it } from "vitest";
import { htmlAttributes, htmlElements, safeStyle } from "./htmlRules.ts";

describe("shown HTML", () => {
  it("has no element that runs, loads, asks for input or restyles", () => {
    for (const element of [
      "script",
      "style",
      "iframe",
      "form",
      "input",
      "button",
      "link",
      "meta",
      "use",
      "foreignObject",
      "animate",
      "object",
      "video",
    ]) {
      expect(htmlElements).not.toContain(element);
    }
    expect(htmlElements).toEqual(expect.arrayContaining(["table", "td", "svg", "path", "img"]));
  });

  it("has no attribute that links, names or handles events", () => {
    for (const attribute of [
      "href",
      "xlink:href",
      "id",
      "name",
      "class",
      "onclick",
      "srcset",
      "action",
      "target",
    ]) {
      expect(htmlAttributes).not.toContain(attribute);
    }
  });

  it("keeps plain styles", () => {
    expect(safeStyle("color: red; Text-Align:right;padding: 2px 4px")).toBe(
      "color: red; text-align: right; padding: 2px 4px",
    );
    expect(safeStyle("background-color: rgb(1 2 3 / 50%)")).toBe("background-color: rgb(1 2 3 / 50%)");
  });

  it.each([
    "position: fixed; inset: 0",
    "position:absolute",
    "background: url(https://evil.example/)",
    "background-color: url(https://evil.example/)",
    "width: expression(alert(1))",
    "margin-top: -900px",
    "z-index: 9999",
    "col\\6fr: red",
    "color: red /* */; position: fixed",
    "font-family: 'x'; position: fixed",
    "color: red !important",
    "transform: translate(0, -100px)",
  ])("drops %s", (style) => {
    expect(safeStyle(style)).not.toMatch(/fixed|absolute|url|expression|-\d|z-index|\\|important|transform/);
  });
});
