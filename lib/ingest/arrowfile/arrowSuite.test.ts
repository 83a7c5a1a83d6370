import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scoreArrow } from "../../../suites/arrow/scoreArrow.ts";
import { arrowLoader } from "../testing/loadArrow.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

const folder = join(process.cwd(), "../shared/data/arrow");

test("every file of Arrow's own conformance suite loads as its gold says, and malformed ones are refused", async (context) => {
  if (!existsSync(folder)) context.skip("the folder ../shared/data is absent");
  const load = arrowLoader(await openWasmDuckDb());
  const score = await scoreArrow(folder, async (file) => await load(file));
  expect(score.failures).toEqual([]);
  expect(score.total).toBe(80);
});
