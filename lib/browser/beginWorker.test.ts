import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { beginWorker } from "./beginWorker.ts";

/** As much of a worker as its beginning needs; what it does is the test's to say. */
class StagedWorker extends EventTarget {
  isTerminated = false;
  terminate(): void {
    this.isTerminated = true;
  }
  begin(): void {
    this.dispatchEvent(new Event("message"));
  }
  /** Whether someone took the error for his own. */
  fail(message: string): boolean {
    const event = new Event("error", { cancelable: true });
    return !this.dispatchEvent(Object.assign(event, { message }));
  }
}

const made: StagedWorker[] = [];
const make = () => {
  const worker = new StagedWorker();
  made.push(worker);
  return { worker: worker as unknown as Worker, name: `worker ${made.length}` };
};
const ended = () => made.map(({ isTerminated }) => isTerminated);
const hasty = { othersAfterMs: 5000, most: 3, givesUp: true };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  made.length = 0;
});

it("answers the worker once it says that it lives, and listens no longer", async () => {
  const begun = beginWorker(make, hasty);
  made[0]?.begin();
  expect((await begun).name).toBe("worker 1");
  expect([made.length, made[0]?.fail("later"), vi.getTimerCount(), ended()]).toEqual([1, false, 0, [false]]);
});

it("takes what the second says, and the first is ended", async () => {
  const begun = beginWorker(make, hasty);
  await vi.advanceTimersByTimeAsync(5000);
  made[1]?.begin();
  expect((await begun).name).toBe("worker 2");
  expect(ended()).toEqual([true, false]);
});

it("takes the first where that was only slow, and the second is ended", async () => {
  const begun = beginWorker(make, hasty);
  await vi.advanceTimersByTimeAsync(5000);
  made[0]?.begin();
  expect((await begun).name).toBe("worker 1");
  expect(ended()).toEqual([false, true]);
});

it("ends those that stay silent, and says so, where it may give up", async () => {
  const refused = expect(beginWorker(make, hasty)).rejects.toThrow("did not start");
  await vi.advanceTimersByTimeAsync(60_000);
  await refused;
  expect(ended()).toEqual([true, true, true]);
});

it("waits for a slow line as long as it takes", async () => {
  const begun = beginWorker(make, { ...hasty, givesUp: false });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(ended()).toEqual([false, false, false]);
  made[2]?.begin();
  expect((await begun).name).toBe("worker 3");
  expect(ended()).toEqual([true, true, false]);
});

it("does not try again where the worker itself says why it cannot begin", async () => {
  const refused = expect(beginWorker(make, hasty)).rejects.toThrow("no such wall");
  expect(made[0]?.fail("no such wall")).toBe(true);
  await refused;
  expect([ended(), vi.getTimerCount()]).toEqual([[true], 0]);
});
