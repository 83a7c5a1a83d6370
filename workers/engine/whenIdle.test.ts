import { afterEach, expect, test, vi } from "vitest";
import { whenIdle } from "./whenIdle.ts";

afterEach(() => vi.useRealTimers());

test("work waits for what is under way, and is done once", () => {
  vi.useFakeTimers();
  let isBusy = true;
  let done = 0;
  whenIdle(
    () => done++,
    1000,
    () => isBusy,
  );
  vi.advanceTimersByTime(3500);
  expect(done).toBe(0);
  isBusy = false;
  vi.advanceTimersByTime(499);
  expect(done).toBe(0);
  vi.advanceTimersByTime(10_000);
  expect(done).toBe(1);
});
