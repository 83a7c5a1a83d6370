import { beforeAll, describe, expect, test } from "vitest";
import type { EngineApi } from "../../lib/engine/protocol.ts";
import { createEngine } from "./createEngine.ts";
import { startInNode } from "./testing/nodePlatform.ts";

let engine: EngineApi;
beforeAll(async () => {
  engine = createEngine(startInNode);
  expect(await engine.start({ baseUrl: "http://localhost/", zones: null })).toMatchObject({ ok: true });
});

describe("rejected rows", () => {
  test("of one line are counted one by one, so that the receipt adds up", async () => {
    const file = new File(['[{"a":1},{"a":tru},{"a":2},{"a":fals},{"a":3}]'], "rows.json");
    const [receipt] = await engine.addSources([{ id: 1, file, relation: "rows" }], () => undefined);
    expect(receipt).toMatchObject({ rows: 5, loaded: 3, rejected: 2, notes: [] });
    expect(await engine.relation("rows__rejects")).toMatchObject({ ok: true, value: { rowCount: 2 } });
  });
});
