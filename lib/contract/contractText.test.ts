import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PinnedColumn, Spread } from "./contract.ts";
import { readContract } from "./readContract.ts";
import { withMap, withPin } from "./writeContract.ts";

const name = fc.oneof(
  fc.string({ minLength: 1, unit: "grapheme" }),
  fc.constantFrom("007", "null", "true", "a: b", "#x", "~", "__proto__", "[", "- a", "1e5", "yes"),
);
const share = fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000);
const spread: fc.Arbitrary<Spread | null> = fc.oneof(
  fc.constant(null),
  fc
    .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 9 })
    .map((some): Spread => {
      const edges = [...new Set(some.map((edge) => edge + 0))].sort((a, b) => a - b);
      return { by: "bins", edges, shares: [...edges, 0].map(() => 0.1) };
    }),
  fc
    .uniqueArray(fc.tuple(name, share), { selector: ([value]) => value, minLength: 1 })
    .map(
      (pairs): Spread => ({ by: "values", values: pairs.map(([v]) => v), shares: pairs.map(([, s]) => s) }),
    ),
);
const type = fc.constantFrom(
  "BIGINT",
  "DECIMAL(10,2)",
  "VARCHAR",
  'STRUCT("a b" INTEGER, c VARCHAR[])',
  "ENUM('a', 'b')",
  "TIMESTAMP WITH TIME ZONE",
);
const columns: fc.Arbitrary<PinnedColumn[]> = fc.uniqueArray(
  fc.record({ name, type, nulls: share, spread }),
  {
    selector: (column) => column.name.toLowerCase(),
  },
);

describe("a contract's text", () => {
  it("says what was pinned, whatever the names and values", () => {
    fc.assert(
      fc.property(fc.nat(), columns, (rows, pinned) => {
        const source = withPin("", { rows, columns: pinned });
        expect(readContract(source)).toEqual({
          ok: true,
          value: { pinned: { rows, columns: pinned }, map: new Map(), levels: new Map() },
        });
        expect(withPin(source, { rows, columns: pinned })).toBe(source);
      }),
      { numRuns: 60 },
    );
  });

  it("has a column a line, and keeps remarks and decisions through pins and mappings", () => {
    const source = "# by the finance team\nlevels:\n  added: note # always some\nmap: { b: c }";
    const once = withPin(source, {
      rows: 2,
      columns: [
        { name: "a", type: "BIGINT", nulls: 0, spread: null },
        {
          name: "b",
          type: "VARCHAR",
          nulls: 0.5,
          spread: { by: "values", values: ["x", "007"], shares: [0.5, 0.5] },
        },
      ],
    });
    expect(once).toBe(
      `# by the finance team
levels:
  added: note # always some
rows: 2
columns:
  - { name: a, type: BIGINT, nulls: 0 }
  - { name: b, type: VARCHAR, nulls: 0.5, values: { x: 0.5, "007": 0.5 } }`,
    );
    const mapped = withMap(
      once,
      new Map([
        ["a", "A 1"],
        ["b", "b"],
      ]),
    );
    expect(mapped).toBe(`${once}\nmap:\n  a: A 1`);
    const remarked = mapped.replace("A 1", "A 1 # since May");
    expect(
      withMap(
        remarked,
        new Map<string, string | null>([
          ["a", "A 1"],
          ["b", null],
        ]),
      ),
    ).toBe(`${remarked}\n  b: null`);
    expect(withMap(mapped, new Map([["a", "a"]]))).toBe(once);
    expect(withMap("rows: [", new Map([["a", "b"]]))).toBe("rows: [");
  });

  it("reads a mapping and levels", () => {
    const read = readContract(
      "columns:\n  - { name: 007, type: BIGINT }\nmap: { 007: 08, b: }\nlevels: { new values: stop }",
    );
    expect(read).toEqual({
      ok: true,
      value: {
        pinned: { rows: null, columns: [{ name: "007", type: "BIGINT", nulls: null, spread: null }] },
        map: new Map<string, string | null>([
          ["007", "08"],
          ["b", null],
        ]),
        levels: new Map([["new values", "stop"]]),
      },
    });
    for (const nothing of ["", "\n", "# only a remark"])
      expect(readContract(nothing)).toMatchObject({ ok: true, value: { pinned: null } });
  });

  it.each([
    ["columns: 3", '"columns" is a list.', 1, 10],
    ["colums: []", 'The contract has no "colums".', 1, 1],
    ["columns:\n  - { name: a }", "This column does not say its type.", 2, 5],
    [
      "columns:\n  - { name: a, type: 'BIGINT); drop table t' }",
      '"BIGINT); drop table t" is no type.',
      2,
      22,
    ],
    ["columns:\n  - { name: a, type: DATE }\n  - { name: A, type: DATE }", '"A" is pinned twice.', 3, 5],
    ["columns:\n  - { name: a, type: DATE, nulls: 2 }", "The nulls is no number from 0 to 1.", 2, 35],
    [
      "columns:\n  - { name: a, type: DATE, bins: { edges: [2, 1], shares: [0, 0, 1] } }",
      "These bins do not fit together.",
      2,
      34,
    ],
    ["levels: { gone: maybe }", '"gone" has no such level.', 1, 17],
    ["levels: { types: stop }", 'levels has no "types".', 1, 11],
    ["rows: [", "This is not YAML", 1, 8],
  ])("says what is wrong with %j and where", (source, message, line, column) => {
    const read = readContract(source);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error.message).toContain(message);
    expect([read.error.line, read.error.column]).toEqual([line, column]);
    expect(read.error.hint).toBeTruthy();
  });
});
