import { expect, test } from "vitest";
import { importedOnce } from "./importedOnce.ts";

test("what is imported is asked for once, and again after a failure", async () => {
  let asked = 0;
  const module = importedOnce(async () => {
    asked++;
    if (asked === 1) throw new Error("offline");
    return asked;
  });
  await expect(Promise.all([module(), module()])).rejects.toThrow("offline");
  expect(await Promise.all([module(), module()])).toEqual([2, 2]);
  expect(await module()).toBe(2);
});
