import { beforeAll, describe, expect, it } from "vitest";
import { everyContainer, everyScalar } from "../ingest/testing/everyType.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { rowMaker } from "./decodeColumn.ts";
import { rowDecoder } from "./rowDecoder.ts";
import { scanProjection } from "./scanProjection.ts";
import { describeSql } from "./testing/wasmRelations.ts";

let db: WasmDuckDb;
beforeAll(async () => {
  db = await openWasmDuckDb();
});

/** Rows of a SELECT as a cell sees them. */
function read(select: string): Record<string, unknown>[] {
  const { select: expressions, decoders } = scanProjection(describeSql(db, `(${select})`));
  return [...rowDecoder(decoders)(db.ipc(`select ${expressions.join(", ")} from (${select})`))].flat();
}

const values = (list: readonly string[]) => `select unnest([${list.join(", ")}]) as v`;

/** What DuckDB prints, as the value of the kind that cells see. */
function expected(text: string | null, sample: unknown, type: string): unknown {
  if (text === null) return null;
  if (typeof sample === "boolean") return text === "true";
  if (typeof sample === "bigint") return BigInt(text);
  if (typeof sample === "number") {
    const number = Number(text.replace(/^(-?)inf$/, "$1Infinity").replace("nan", "NaN"));
    return type === "FLOAT" ? Math.fround(number) : number;
  }
  return text;
}

describe("every scalar type reaches a cell exactly", () => {
  for (const [type, list] of Object.entries(everyScalar)) {
    it(type, () => {
      const rows = read(`${values(list)} union all select NULL::${type}`).map(({ v }) => v);
      const cast = type === "BLOB" ? "hex(v)" : "v::VARCHAR";
      const texts = db.texts(`select ${cast} from (${values(list)} union all select NULL::${type})`);
      expect(rows).toHaveLength(list.length + 1);
      rows.forEach((value, i) => {
        const text = texts[i]?.[0] ?? null;
        if (value instanceof Uint8Array) expect(Buffer.from(value).toString("hex").toUpperCase()).toBe(text);
        else if (typeof value === "object" && value !== null) expect(String(value)).toBe(text);
        else expect(value).toEqual(expected(text, value, type));
      });
      expect(rows.at(-1)).toBeNull();
    });
  }
});

describe("every type is the same inside a container as alone", () => {
  const shapes: Record<string, (value: unknown) => unknown> = {
    list: (value) => [value, null],
    array: (value) => [value, null],
    struct: (value) => ({ "a b": value, c: null }),
    map: (value) =>
      new Map([
        ["k,=", value],
        ["n", null],
      ]),
    union: (value) => value,
    deep: (value) => [{ m: new Map([[1, [{ x: value }, null]]]) }, null],
  };
  for (const [container, wrap] of Object.entries(shapes)) {
    for (const [type, list] of Object.entries(everyScalar)) {
      it(`${container} of ${type}`, () => {
        const alone = read(values(list)).map(({ v }) => v);
        const inSql = everyContainer[container];
        if (!inSql) throw new Error(`No container ${container}`);
        const selects = list.map((value) => `select ${inSql(value, type)} as v`);
        const all = [...selects, `select if(false, ${inSql(list[0] ?? "", type)}, NULL) as v`].join(
          " union all ",
        );
        const wrapped = read(all).map(({ v }) => v);
        expect(wrapped).toEqual([...alone.map(wrap), null]);
      });
    }
  }
});

describe("rows", () => {
  it("keeps NULLs among values, over the edges of bitmap bytes and batches", () => {
    const rows = read(
      "select if(i % 3 = 0, null, i::INTEGER) as a, if(i % 5 = 0, null, 'n' || i) as b from range(5000) r(i)",
    );
    const wanted = Array.from({ length: 5000 }, (_, i) => ({
      a: i % 3 === 0 ? null : i,
      b: i % 5 === 0 ? null : `n${i}`,
    }));
    expect(rows).toEqual(wanted);
  });

  it("reads text of any script, long and short, beside empty text", () => {
    const texts = ["", "a", "ä", "漢字", "🦆", "x".repeat(100), `${"y".repeat(13)}é`, "\u{feff}mark"];
    const list = texts.map((text) => `'${text}'`).join(", ");
    expect(read(`select unnest([${list}]) as t`).map(({ t }) => t)).toEqual(texts);
  });

  it("have columns of any name as own properties", () => {
    const row = rowMaker(["__proto__", "constructor", "a b", '\u2028"\\'])([[1], [2], [3], [4]], 1)[0] ?? {};
    expect(Object.entries(row)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
      ["a b", 3],
      ['\u2028"\\', 4],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it("shows structs without field names and unknown types as text", () => {
    expect(read("select row(1, 'x') as v")).toEqual([{ v: "(1, x)" }]);
  });
});
