import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePinnedSchema, pinnedColumns, printPinnedSchema } from "./pinnedSchema.ts";

const columnsOf = (text: string) => {
  const parsed = parsePinnedSchema(text);
  return parsed.ok ? pinnedColumns(parsed.value) : parsed.error.message;
};

describe("a pinned schema", () => {
  it("is read with DuckDB's names of types, and the others that it knows", () => {
    expect(
      columnsOf(
        'id int, "unit price" decimal(10,2), n numeric, at timestamptz, tags text[], "a""b" STRUCT(x bool)',
      ),
    ).toEqual([
      { name: "id", type: "INTEGER" },
      { name: "unit price", type: "DECIMAL(10,2)" },
      { name: "n", type: "DECIMAL(18,3)" },
      { name: "at", type: "TIMESTAMP WITH TIME ZONE" },
      { name: "tags", type: "VARCHAR[]" },
      { name: 'a"b', type: 'STRUCT("x" BOOLEAN)' },
    ]);
  });

  const refused: [text: string, why: string][] = [
    ["", "names no column"],
    ["id", "is no list of columns"],
    ["id BIGINT) [3", "is no list of columns"],
    ["id BIGINT)[]", "is no list of columns"],
    ["id BIGINT, ID VARCHAR", 'names the column "ID" twice'],
    ["id WIBBLE", "type WIBBLE, which cannot be pinned"],
    ["id BIGINT; drop table x", "is no list of columns"],
    ["u UNION(a INTEGER)", "type UNION, which cannot be pinned"],
    ["d DECIMAL(40,2)", "DECIMAL(40,2), which cannot be pinned"],
    ['"" INTEGER', "a column needs a name"],
  ];
  for (const [text, why] of refused)
    it(`refuses ${text || "nothing"}: ${why}`, () => expect(columnsOf(text)).toContain(why));

  it("reads what it prints, for any columns", () => {
    const scalar = fc.constantFrom(
      "BIGINT",
      "VARCHAR",
      "DECIMAL(18,2)",
      "TIMESTAMP WITH TIME ZONE",
      "DATE[]",
      "INTEGER[3]",
      "MAP(VARCHAR, DOUBLE)",
      "ENUM('a', 'it''s')",
      'STRUCT("a b" INTEGER, "c" DOUBLE[])',
    );
    const name = fc.oneof(
      fc.constantFrom("id", "größe", "two words", '"', "a,b", "x)", "1"),
      fc.string({ minLength: 1 }),
    );
    const columns = fc.uniqueArray(fc.record({ name, type: scalar }), {
      minLength: 1,
      maxLength: 8,
      selector: (column) => column.name.toLowerCase(),
    });
    fc.assert(
      fc.property(columns, (given) => {
        expect(columnsOf(printPinnedSchema(given) ?? "")).toEqual(given);
      }),
    );
  });

  it("does not print columns whose types cannot be pinned", () => {
    expect(printPinnedSchema([{ name: "u", type: "UNION(a INTEGER, b VARCHAR)" }])).toBeNull();
  });
});
