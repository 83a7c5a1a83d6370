import { expect, test } from "vitest";
import { CheckSchedule } from "./CheckSchedule.ts";

/** A schedule whose clock and checks go on when the test says so. */
function stage() {
  const asked: string[] = [];
  const shown: string[] = [];
  let waiting: (() => void) | null = null;
  let answer: ((findings: readonly string[] | null) => void) | null = null;
  const schedule = new CheckSchedule<string>({
    check: (id, text) => {
      asked.push(`${id} ${text}`);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    show: (id, findings) => shown.push(`${id} ${findings.join()}`),
    wait(call) {
      waiting = call;
      return () => {
        waiting = null;
      };
    },
  });
  return {
    schedule,
    asked,
    shown,
    pause() {
      const call = waiting;
      waiting = null;
      call?.();
    },
    async answer(findings: readonly string[] | null) {
      answer?.(findings);
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
  };
}

test("twenty keys in a row make one check, of the last text", async () => {
  const { schedule, asked, shown, pause, answer } = stage();
  for (let i = 1; i <= 20; i++) schedule.changed("a", "x".repeat(i));
  expect(asked).toEqual([]);
  pause();
  await answer(["wrong"]);
  expect(asked).toEqual([`a ${"x".repeat(20)}`]);
  expect(shown).toEqual(["a wrong"]);
});

test("an answer about an older text is dropped, and the newer text is looked at after its own pause", async () => {
  const { schedule, asked, shown, pause, answer } = stage();
  schedule.changed("a", "old");
  pause();
  schedule.changed("a", "new");
  await answer(["of old"]);
  expect(shown).toEqual([]);
  expect(asked).toEqual(["a old"]);
  pause();
  await answer([]);
  expect(asked).toEqual(["a old", "a new"]);
  expect(shown).toEqual(["a "]);
});

test("a pause that ends while a check is under way makes no second one beside it", async () => {
  const { schedule, asked, pause, answer } = stage();
  schedule.changed("a", "1");
  pause();
  schedule.changed("a", "2");
  pause();
  expect(asked).toEqual(["a 1"]);
  await answer([]);
  expect(asked).toEqual(["a 1", "a 2"]);
});

test("where nobody can say anything nothing is shown, until what is around has changed", async () => {
  const { schedule, asked, shown, pause, answer } = stage();
  schedule.changed("a", "1");
  pause();
  await answer(null);
  expect(shown).toEqual([]);
  schedule.again();
  pause();
  await answer(["now"]);
  expect(asked).toEqual(["a 1", "a 1"]);
  expect(shown).toEqual(["a now"]);
});

test("texts that nobody edited are never looked at, nor those of editors that are gone", async () => {
  const { schedule, asked, shown, pause, answer } = stage();
  schedule.again();
  pause();
  expect(asked).toEqual([]);
  schedule.changed("a", "1");
  pause();
  schedule.forget("a");
  await answer(["late"]);
  schedule.again();
  pause();
  expect(asked).toEqual(["a 1"]);
  expect(shown).toEqual([]);
});
