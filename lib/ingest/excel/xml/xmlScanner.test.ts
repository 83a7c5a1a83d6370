import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escaped } from "../../testing/makeXlsx.ts";
import { IngestError } from "../../types.ts";
import { found, XmlScanner } from "./xmlScanner.ts";

/** What the scanner says of XML that arrives in pieces of a size. */
function told(xml: string, size = xml.length): string[] {
  const scanner = new XmlScanner("a test");
  const all: string[] = [];
  const drain = () => {
    for (let kind = scanner.next(); kind !== found.nothing; kind = scanner.next()) {
      if (kind === found.text) all.push(scanner.text);
      else if (kind === found.close) all.push(`/${scanner.name}`);
      else all.push(`<${scanner.name} ${scanner.attribute("a") ?? ""}`);
    }
  };
  for (let at = 0; at < xml.length; at += size) {
    scanner.push(xml.slice(at, at + size));
    drain();
  }
  scanner.end();
  drain();
  return all;
}

const tree = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.string({ minLength: 1 }).map((text) => escaped(text)),
    fc.constantFrom("<!-- <a> -->", "<?pi >?>", "<![CDATA[<&]]>", "<n:e/>", "<e a='&quot;>'/>"),
    fc
      .tuple(fc.constantFrom("a", "row", "x:c"), fc.string(), fc.array(tie("node"), { maxLength: 4 }))
      .map(([name, value, inner]) => `<${name} b="1" a = "${escaped(value)}">${inner.join("")}</${name} >`),
  ),
})).node;

describe("XML in pieces", () => {
  test("is the same however it is cut", () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 1, max: 9 }), (inner, size) => {
        const xml = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x ">">]><r>${inner}</r>`;
        const text = (list: string[]) => list.join("\n");
        expect(text(told(xml, size))).toBe(text(told(xml)));
      }),
    );
  });

  test("names lose their prefix, and attributes of namespaces are none", () => {
    expect(told('<x:r xmlns:a="u" x:a="1"/>')).toEqual(["<r 1", "/r"]);
  });

  test("entities are resolved once, unknown ones stay", () => {
    expect(told("<r>&amp;lt;&#65;&#x1F986;&own;</r>")).toEqual(["<r ", "&lt;A🦆&own;", "/r"]);
  });

  test.each([
    "<a><b></a></b>",
    "<a>",
    "</a>",
    "<a b>",
    "<a b=c></a>",
    "< a></a>",
    "<a",
    '<a b="',
    "<a><!-- ",
  ])("%s is damage", (xml) => {
    expect(() => told(xml)).toThrow(IngestError);
  });
});
