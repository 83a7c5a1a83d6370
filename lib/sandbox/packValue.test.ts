import { describe, expect, it } from "vitest";
import { DuckTime } from "./duckTime.ts";
import { NotPlainData, packValue, unpackValue } from "./packValue.ts";

describe("packValue", () => {
  it("comes through a structured clone as it was", () => {
    const value = {
      list: [1, 2n, "x", null, undefined, true],
      date: new Date(5),
      map: new Map<unknown, unknown>([[DuckTime.from(new Date(1)), new Set([1])]]),
      bytes: new Uint8Array([1, 2]),
      time: new DuckTime("DATE", 3n),
      ["__proto__"]: { polluted: true },
    };
    const through = unpackValue(structuredClone(packValue(value).packed));
    expect(through).toEqual(value);
    expect(Object.hasOwn(Object(through), "__proto__")).toBe(true);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("says what is not data, and where", () => {
    class Thing {
      a = 1;
    }
    const circular: unknown[] = [];
    circular.push({ inner: circular });
    const cases: [unknown, string][] = [
      [() => 1, "it is a function"],
      [{ a: [1, Symbol("s")] }, "it.a[1] is a symbol"],
      [new Map([[1, new Thing()]]), "a value of it is a Thing"],
      [Promise.resolve(1), "it is a Promise"],
      [circular, "it[0].inner contains itself"],
      ["x".repeat(2_000_000), "larger than 1 MB"],
    ];
    for (const [value, message] of cases) {
      expect(() => packValue(value, 1 << 20)).toThrow(NotPlainData);
      expect(() => packValue(value, 1 << 20)).toThrow(message);
    }
  });

  it("allows the same object in two places", () => {
    const shared = { a: 1 };
    expect(packValue([shared, shared]).packed).toEqual([{ a: 1 }, { a: 1 }]);
  });
});
