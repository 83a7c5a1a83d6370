import { expect, it } from "vitest";
import { withAnswers } from "./answers.ts";
import { compileSteps } from "./compileRecipe.ts";
import { readRecipe } from "./readRecipe.ts";
import { recipeFacts } from "./recipeFacts.ts";

const columns = [
  { name: "Vendor", type: "VARCHAR" },
  { name: "amount", type: "DOUBLE" },
];

/** What is said of a recipe over these columns: where, what, and what to try. */
async function said(source: string): Promise<string | null> {
  const read = readRecipe(source);
  if (!read.ok) return tell(read.error);
  const compiled = await withAnswers(
    source,
    (answers) => compileSteps(read.value, { name: "m", from: "t", columns }, answers),
    {
      texts: async () => ({ ok: true, value: { texts: [], isCut: false } }),
      compute: async () => ({ ok: false, error: { code: "sql", message: "No function runs here." } }),
      columns: async () => ({ ok: false, error: { code: "sql", message: "The engine's words." } }),
    },
  );
  return compiled.ok ? null : tell(compiled.error);
}

function tell(error: {
  line?: number;
  column?: number;
  length?: number;
  message: string;
  hint?: string;
}): string {
  return `${error.line}:${error.column}+${error.length} ${error.message} ${error.hint ?? ""}`.trim();
}

it.each([
  [
    "trim: [a]",
    "1:1+9 A recipe is a list of steps. Write each on a line that begins with -, such as - trim: [name].",
  ],
  ["- trim: [Vendor]\n- trin: [Vendor]", '2:3+4 There is no step "trin". Did you mean trim?'],
  ["- trim: [vendr]", '1:10+5 There is no column "vendr" here. Did you mean Vendor?'],
  [
    "- trim: amount",
    '1:9+6 "amount" is DOUBLE, and this works on text. Name columns of text, or cast it to VARCHAR in a step before.',
  ],
  ["- case: { columns: vendor }", '1:9+19 "case" does not say its to. Add to: write them.'],
  ["- case: { columns: vendor, to: uper }", '1:32+4 "to" cannot be "uper". Did you mean upper?'],
  ["- case: { columns: vendor, too: upper }", '1:28+3 "case" has no option "too". Did you mean to?'],
  [
    "- rename: { vendor: amount }",
    '1:21+6 There is a column "amount" already. Choose another name for the new one.',
  ],
  [
    "- dedupe: { keys: vendor, keep: first }",
    "1:19+6 Rows have no order of their own, so none is the first. Say by which column: order: NAME.",
  ],
  [
    "- trim: vendor\n  drop: amount",
    '2:3+4 "drop" stands beside "trim". Begin each step with a - on a line of its own.',
  ],
  [
    "- filter: (a > 1",
    "1:11+6 The brackets of the expression do not match. Close each bracket that is opened. Within { }, an expression with a comma stands in quotes.",
  ],
  ["- filter: a > 1; drop table t", "1:11+19 An expression has no semicolon. Leave the ; out."],
  ['- filter: "a = \'x"', "1:11+8 'x never ends. Close the quotes or the comment."],
  ['- drop: "*"', "1:9+3 No column would be left. Keep at least one."],
  ["- trim: vendor\n- derive: { x: nope + 1 }", "2:16+8 The engine's words."],
  [
    "- drop: amount\n- fill: { columns: amount, with: 1 }",
    '2:20+6 There is no column "amount" here. There are Vendor.',
  ],
  [
    "- check: { range: { amount: { from: 1 } } }",
    '1:29+11 "amount" has no bounds. Write { min: 0, max: 100 }, or one of them.',
  ],
  ["- trim: vendor\n  off: maybe", "2:8+5 A step is off or not. Write off: true, or leave it out."],
  ["- trim: [vendor", "1:16+1 This is not YAML"],
])("%s", async (source, expected) => {
  expect(await said(source)).toContain(expected);
});

it("a step that is off is read and not compiled, and an unfinished one fails by itself", async () => {
  expect(await said("- trim: nowhere\n  off: true")).toBeNull();
  expect(await said("")).toBeNull();
  expect(await said("- dedupe")).toBeNull();
});

it("what a recipe reads and makes is told by its text", () => {
  const source = `- map: { column: v, mapping: vendor names }
- cast: { columns: a, to: INTEGER, on_error: reject }
- check: { references: { v: vendors.id } }
- filter: a in (select id from keys)
- derive: { b: "(select max(x) from \\"odd one\\")" }
- repair: [a, b]
- normalize: a
- check: { references: { v: off_one.id } }
  off: true`;
  expect(recipeFacts(source, "o")).toEqual({
    reads: ["vendor names", "vendors", "keys", "odd one"],
    defines: ["o__rejects", "o__checks", "o__map_6", "o__map_6_2"],
  });
  expect(recipeFacts("- nope: [", "o")).toEqual({ reads: [], defines: [] });
});
