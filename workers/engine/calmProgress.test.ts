import { expect, test } from "vitest";
import { failedReceipt } from "../../lib/engine/failedReceipt.ts";
import type { SourceEvent } from "../../lib/engine/protocol.ts";
import { calmProgress } from "./calmProgress.ts";

test("of progress only what can be seen goes through, of all else everything", () => {
  let at = 0;
  const told: SourceEvent[] = [];
  const tell = calmProgress(
    (event) => told.push(event),
    () => at,
  );
  for (at = 0; at < 800; at++) {
    tell({ type: "progress", relation: "t", bytesDone: at, bytesTotal: 800, rowsDone: 0 });
    if (at % 400 === 1) tell({ type: "receipt", receipt: failedReceipt("t.csv", "t", 0, `at ${at}`) });
  }
  expect(told.map((event) => (event.type === "progress" ? event.bytesDone : event.type))).toEqual([
    0,
    "receipt",
    200,
    400,
    "receipt",
    600,
  ]);
});
