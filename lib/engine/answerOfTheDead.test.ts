import { describe, expect, it } from "vitest";
import { answerOfTheDead } from "./answerOfTheDead.ts";
import type { EngineApi, EngineError } from "./protocol.ts";

const error: EngineError = { code: "crashed", message: "The engine stopped." };

/** Every method, so that one added to the contract has to be put here. */
const promised: Record<keyof EngineApi, "failure" | "nothing" | "info" | "receipts"> = {
  start: "failure",
  info: "info",
  run: "failure",
  cancel: "nothing",
  page: "failure",
  openView: "failure",
  valuesOf: "failure",
  closeView: "nothing",
  relation: "failure",
  relationPage: "failure",
  select: "failure",
  columnStats: "failure",
  resultSql: "failure",
  checkSql: "failure",
  inspect: "failure",
  preview: "failure",
  rejectedRows: "failure",
  tryFixes: "failure",
  addSources: "receipts",
  cancelSource: "nothing",
  dropSource: "nothing",
  openRelations: "nothing",
  closeRelations: "failure",
  exportRelation: "failure",
  writeOut: "failure",
};

describe("an engine that is gone", () => {
  for (const [method, shape] of Object.entries(promised)) {
    it(`answers ${method} in the shape that the call promises`, () => {
      const requests = [
        { id: 1, file: new File(["12345"], "a.csv"), relation: "a" },
        { id: 2, file: new File([], "b.csv"), relation: "b" },
      ];
      const answer = answerOfTheDead(method as keyof EngineApi, [requests, () => undefined], error);
      switch (shape) {
        case "failure":
          return expect(answer).toEqual({ ok: false, error });
        case "nothing":
          return expect(answer).toBeUndefined();
        case "info":
          return expect(answer).toEqual({
            duckdb: "",
            memoryLimitBytes: 0,
            heapBytes: 0,
            extensions: [],
            notices: [],
          });
        case "receipts":
          return expect(answer).toMatchObject([
            { file: "a.csv", source: "a", relation: null, bytes: 5, loaded: 0, error: error.message },
            { file: "b.csv", source: "b", relation: null, bytes: 0, loaded: 0, error: error.message },
          ]);
      }
    });
  }
});
