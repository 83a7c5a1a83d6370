import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { beginWorker } from "./beginWorker.ts";

/** As much of a worker as its beginning needs; what it does is the test's to say. */
class StagedWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isTerminated = false;
  terminate(): void {
    this.isTerminated = true;
  }
}

const made: StagedWorker[] = [];
const make = () => {
  const worker = new StagedWorker();
  made.push(worker);
  return worker as unknown as Worker;
};
const alive = { data: "alive" } as MessageEvent;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  made.length = 0;
});

it("answers the worker once it says that it lives, and listens no longer", async () => {
  const begun = beginWorker(make);
  made[0]?.onmessage?.(alive);
  expect(await begun).toBe(made[0]);
  expect([made.length, made[0]?.onmessage, made[0]?.onerror, vi.getTimerCount()]).toEqual([1, null, null, 0]);
});

it("ends one that stays silent and gives up after the fourth", async () => {
  const refused = expect(beginWorker(make)).rejects.toThrow("did not start");
  await vi.advanceTimersByTimeAsync(60_000);
  await refused;
  expect(made.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true, true]);
});

it("takes what the second says, and the first is ended", async () => {
  const begun = beginWorker(make);
  await vi.advanceTimersByTimeAsync(5000);
  made[1]?.onmessage?.(alive);
  expect(await begun).toBe(made[1]);
  expect(made.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
});

it("does not try again where the worker itself says why it cannot begin", async () => {
  const begun = beginWorker(make);
  const preventDefault = vi.fn();
  made[0]?.onerror?.({ message: "no such wall", preventDefault } as unknown as ErrorEvent);
  await expect(begun).rejects.toThrow("no such wall");
  expect([made.length, made[0]?.isTerminated, preventDefault.mock.calls.length]).toEqual([1, true, 1]);
});
