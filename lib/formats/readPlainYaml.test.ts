import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { SourceEntry } from "../notebook/document.ts";
import { isMatterMap, type MatterNode } from "./matterNode.ts";
import { readPlainYaml } from "./readPlainYaml.ts";
import { yamlMatter } from "./yamlMatter.ts";
import { entryPairs, yamlScalar, yamlSources } from "./yamlText.ts";

/** A node with all that its readers look at. */
function told(node: MatterNode | null): unknown {
  if (node === null) return null;
  const { kind, range } = node;
  if (node.kind === "scalar") return { kind, range, value: node.value, source: node.source };
  if (node.kind === "list")
    return { kind, range: node.flow ? range : range?.[0], flow: node.flow, items: node.items.map(told) };
  if (!isMatterMap(node)) return { kind, range, value: node.plain() };
  const items = node.items.map(({ key, value }) => [told(key), told(value)]);
  // Where a map in lines ends is told with its last line's end or without it.
  return { kind, range: node.flow ? range : range?.[0], flow: node.flow, items, value: node.plain() };
}

const mark = fc.constantFrom(
  ..."abe019 .,:;#-?+&*!|>%@`{}[]()=~<>/\\\"'_é😀\t\n\r",
  "\0",
  "\u0085",
  "\u00a0",
  "\u007f",
  "\u2028",
  "\ufeff",
  "\ud800",
  ": ",
  " #",
  "---",
  "null",
  "true",
  "0x1",
  "1e3",
);
const anyText = fc.oneof(
  fc.array(mark, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
  fc.constantFrom("file:a.csv", "s3://b/k=*/x.parquet", "2024", "1.10", "yes", "No", "-", "~", "0o7", ".5"),
);
const anyJson = fc.jsonValue({ maxDepth: 2, stringUnit: "binary" });
const anyEntry = fc.record<SourceEntry>(
  {
    location: anyText.filter((text) => text !== ""),
    size: fc.nat(),
    fingerprint: anyText,
    options: fc.dictionary(fc.string(), anyJson, { maxKeys: 3 }),
  },
  { requiredKeys: ["location"] },
);

describe("the reader of plain front matter", () => {
  it("reads what Eider itself writes", () => {
    const yaml =
      'eider: 1\ntitle: "a: b"\nsources:\n  a: file:a.csv\n  b: { location: file:b.csv, size: 3, options: {"x":[1,"y"]} }\n  c:\n    location: c\n    note: \'d "e"\'\n';
    expect(readPlainYaml(yaml)?.plain()).toEqual({
      eider: 1,
      title: "a: b",
      sources: {
        a: "file:a.csv",
        b: { location: "file:b.csv", size: 3, options: { x: [1, "y"] } },
        c: { location: "c", note: 'd "e"' },
      },
    });
  });

  it("reads lists whose items take a line each, as far in as their key or farther", () => {
    const yaml = 'report:\n  - [a, "b c"]\n  - d\n  - { cell: e, width: 8 }\ntitle: T\nlast:\n- 1\n- f\n';
    expect(readPlainYaml(yaml)?.plain()).toEqual({
      report: [["a", "b c"], "d", { cell: "e", width: 8 }],
      title: "T",
      last: [1, "f"],
    });
  });

  it("leaves comments, lists of lines, blocks, tags, aliases and mistakes alone", () => {
    for (const yaml of [
      "a: 1 # b\n",
      "# b\na: 1\n",
      "a:\n  - b: c\n",
      "a:\n  - - b\n",
      "a:\n  -\n",
      "a:\n  - b\n    c\n",
      "a:\n  - b\n   - c\n",
      "a:\n  - b # c\n",
      "a: |\n  b\n",
      "a: !!str 1\n",
      "a: &x 1\n",
      "a: *x\n",
      "a: b\n  c\n",
      "a: b\n c: d\n",
      "a: b: c\n",
      "a: 1\na: 2\n",
      'a: "b\n',
      "a: {b: 1\n",
      "a: {b: 1,}\n",
      "- a\n",
      "a\n",
      "",
      "a: 0x10\n",
      "a:\n    b: 1\n  c: 2\n",
      `${"k".repeat(1100)}: 1\n`,
      `a: ${"[".repeat(5000)}${"]".repeat(5000)}\n`,
    ]) {
      expect(readPlainYaml(yaml), yaml.slice(0, 40)).toBeNull();
    }
  });

  it("reads whatever it accepts as YAML does, place for place", () => {
    const name = fc.stringMatching(/^[a-d]{1,2}$/);
    const often = <T>(common: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 5, arbitrary: common }, { weight: 1, arbitrary: rare });
    const word = often(
      fc.oneof(anyText.map(yamlScalar), name),
      fc.oneof(
        anyText,
        anyText.map((text) => JSON.stringify(text)),
      ),
    );
    const pairs = fc.array(fc.tuple(word, word), { maxLength: 3 });
    const flow = fc.oneof(
      word,
      anyJson.map((value) => JSON.stringify(value)),
      fc.array(word, { maxLength: 3 }).map((words) => `[${words.join(", ")}]`),
      pairs.map((all) => `{ ${all.map((pair) => pair.join(": ")).join(", ")} }`),
    );
    const line = fc.tuple(
      fc.constantFrom("", "", "", "  ", "  ", "    ", " "),
      often(name, word),
      often(fc.constant(": "), fc.constantFrom(":", ":  ", "")),
      fc.option(flow, { nil: "" }),
    );
    const item = fc.tuple(fc.constantFrom("  - ", "- ", "    - ", "  -  ", "  -", " - "), flow);
    const list = fc
      .tuple(name, fc.array(item, { minLength: 1, maxLength: 4 }))
      .map(([key, items]) => [`${key}:`, ...items.map((parts) => parts.join(""))]);
    const lines = fc.oneof(
      { weight: 3, arbitrary: line.map((parts) => [parts.join("")]) },
      { weight: 1, arbitrary: list },
    );
    const text = fc.tuple(fc.array(lines, { minLength: 1, maxLength: 6 }), fc.constantFrom("\n", "\r\n"));
    let accepted = 0;
    fc.assert(
      fc.property(text, ([blocks, end]) => {
        const yaml = blocks
          .flat()
          .map((each) => each + end)
          .join("");
        const plain = readPlainYaml(yaml);
        if (plain === null) return;
        accepted++;
        expect(told(plain)).toEqual(told(yamlMatter.read(yaml)));
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it("reads everything that is written into a front matter", () => {
    fc.assert(
      fc.property(
        anyText,
        fc.dictionary(
          anyText.filter((name) => name !== "" && name !== "k"),
          anyEntry,
          { maxKeys: 3 },
        ),
        (title, sources) => {
          const lines = `title: ${yamlScalar(title)}\n`;
          const listed = Object.keys(sources).length > 0 ? yamlSources(sources, "\n") : "";
          expect(readPlainYaml(lines + listed)?.plain()).toEqual(yamlMatter.read(lines + listed)?.plain());
          const blocks = ["k: 1", ...entryPairs({ ...sources })].map((pair) => `${pair}\n`).join("");
          expect(readPlainYaml(blocks)?.plain()).toEqual(yamlMatter.read(blocks)?.plain());
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("a scalar of front matter", () => {
  it("is written as the yaml library writes it", () => {
    const options = { lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: 1e9 } as const;
    fc.assert(
      fc.property(anyText, (text) => {
        const written = stringify(text, options).trimEnd();
        const stands =
          !/[\r\n\u0085\u2028\u2029]/.test(written) && readsAs(`{${written}: [${written}]}`, text);
        expect(yamlScalar(text)).toBe(stands ? written : JSON.stringify(text));
      }),
      { numRuns: 5000 },
    );
  });

  it("reads as itself, as a value, as a key and in braces, whatever its length", () => {
    for (const length of [1000, 1020, 1022, 1023, 1024, 1025, 5000]) {
      expect(yamlScalar("a".repeat(length))).toBe(
        length > 1024 ? `"${"a".repeat(length)}"` : "a".repeat(length),
      );
    }
  });
});

function readsAs(yaml: string, text: string): boolean {
  try {
    const read = yamlMatter.read(yaml)?.plain();
    return JSON.stringify(read) === JSON.stringify({ [text]: [text] });
  } catch {
    return false;
  }
}
