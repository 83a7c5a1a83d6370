import { describe, expect, it } from "vitest";
import { raiseWalls } from "./raiseWalls.ts";

describe("raiseWalls", () => {
  it("takes the network and storage away, from the scope and from what it inherits", () => {
    const prototype = { fetch: () => 1, importScripts: () => 1, setTimeout: () => 1 };
    const scope: object = Object.create(prototype, { WebSocket: { value: class {}, configurable: true } });
    raiseWalls(scope);
    for (const name of ["fetch", "importScripts", "WebSocket"])
      expect(Reflect.get(scope, name)).toBeUndefined();
    expect(Reflect.get(scope, "setTimeout")).toBeTypeOf("function");
    expect(prototype).not.toHaveProperty("fetch");
  });

  it("takes away what hangs on navigator", () => {
    const navigator = Object.create({ storage: {}, language: "en" });
    raiseWalls({ navigator });
    expect(navigator.storage).toBeUndefined();
    expect(navigator.language).toBe("en");
  });

  it("fails where something will not go", () => {
    const scope = Object.defineProperty({}, "fetch", { value: () => 1 });
    expect(() => raiseWalls(scope)).toThrow();
  });
});
