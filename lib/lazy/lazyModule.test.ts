import { expect, it } from "vitest";
import { lazyModule } from "./lazyModule.ts";

it("is fetched once however many ask, and again only where that failed", async () => {
  let fetches = 0;
  let fails = true;
  const part = lazyModule(async () => {
    fetches++;
    if (fails) throw new Error("no network");
    return { answer: 42 };
  });
  await expect(Promise.all([part.load(), part.load()])).rejects.toThrow("no network");
  expect([fetches, part.ifLoaded()]).toEqual([1, null]);
  fails = false;
  const [one, other] = await Promise.all([part.load(), part.load()]);
  expect([fetches, one === other, part.ifLoaded()]).toEqual([2, true, { answer: 42 }]);
});
