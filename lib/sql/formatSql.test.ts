import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatSql } from "./formatSql.ts";
import { NativeDuckDB } from "./testing/nativeDuckDB.ts";
import { relationCorpus } from "./testing/relationCorpus.ts";
import { tokenize } from "./tokenize.ts";

const tokens = (sql: string) =>
  tokenize(sql)
    .filter(({ kind }) => kind !== "space")
    .map(({ text }) => text.split(/\n\s*/).join("\n").trimEnd());

describe("laying out a text", () => {
  test("clauses stand on lines of their own, and keywords keep their case", () => {
    expect(formatSql("select a, b from t WHERE a>1 and b<2 group by all").text).toBe(
      ["select", "  a,", "  b", "from", "  t", "WHERE", "  a > 1", "  and b < 2", "group by all"].join("\n"),
    );
  });

  test("values, dollar quotes, comments and numbered values are kept", () => {
    for (const sql of [
      "select * from t where a = {{ least }} and b in (select unnest({{states}}))",
      "select $$ from  x $$, $tag$ a  b $tag$, E'it\\'s  y', 'two  spaces' from t",
      "select a -- why  so\n, b /* as\n  it  is */ from t",
      "select $1, $name, ? from t",
      'select "two  words", t."from" from "t  x"',
    ]) {
      const { text, leftAt } = formatSql(sql);
      expect(tokens(text), text).toEqual(tokens(sql));
      expect(leftAt).toEqual([]);
    }
  });

  test("statements are laid out one by one, and what is between them stays", () => {
    const { text } = formatSql("-- first\nselect 1;\n\n\n-- second\nselect 2 ;\n");
    expect(text).toBe("-- first\nselect\n  1;\n\n\n-- second\nselect\n  2 ;\n");
  });

  test("a statement that the formatter cannot keep is left as it is, and its line is told", () => {
    const { text, leftAt } = formatSql("select   1;\nselect 'never closed");
    expect(text).toContain("select 'never closed");
    expect(text).toContain("select\n  1");
    expect(leftAt).toEqual([2]);
  });

  test("what is laid out stays as it is", () => {
    for (const [sql] of relationCorpus) {
      const once = formatSql(sql).text;
      expect(formatSql(once).text).toBe(once);
    }
  });
});

describe("what DuckDB reads in it", () => {
  let native: NativeDuckDB;
  beforeAll(async () => {
    native = await NativeDuckDB.start();
  });
  afterAll(() => native.stop());

  /** DuckDB's own reading of a query, without where its parts stand. */
  async function reading(sql: string): Promise<string | null> {
    const quoted = sql.replaceAll("'", "''");
    const { rows } = await native.texts(`select json_serialize_sql('${quoted}')`);
    const text = rows[0]?.[0] ?? "";
    return text.includes('"error":true') ? null : text.replace(/"query_location":\d+/g, "");
  }

  test("is the same for every query of the corpus, and most are laid out", async () => {
    let laidOut = 0;
    for (const [sql] of relationCorpus) {
      const { text, leftAt } = formatSql(sql);
      if (leftAt.length === 0) laidOut++;
      expect(await reading(text), sql).toBe(await reading(sql));
    }
    expect(laidOut).toBeGreaterThan(relationCorpus.length * 0.9);
  });
});

test("whatever the text, only spaces change", () => {
  const words = [
    "select",
    "from",
    "as",
    "(",
    ")",
    ",",
    ".",
    "*",
    "-",
    "--\n",
    "{{a}}",
    "'x y'",
    "$$ z $$",
    "::",
    "[",
    "]",
    "case",
    "end",
    "x",
    ";",
    "->",
    "->>",
    "!=",
    "<",
    "=",
    ":",
    "1",
    ".5",
    "e1",
    "'",
    '"',
  ];
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((all) => all.join("")),
    fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((all) => all.join(" ")),
  );
  fc.assert(
    fc.property(anyText, (sql) => {
      const { text } = formatSql(sql);
      expect(tokens(text)).toEqual(tokens(sql));
    }),
    { numRuns: 300 },
  );
});
