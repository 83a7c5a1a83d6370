import { describe, expect, it } from "vitest";
import { Finder, type FindWorker } from "./Finder.ts";
import { findMatches } from "./findMatches.ts";
import { emptyQuery } from "./findQuery.ts";
import type { FindRequest } from "./findRequest.ts";

const texts = [{ id: "a", part: "source" as const, text: "one two" }];
const pattern = (text: string) => ({ ...emptyQuery, text, isPattern: true });

/** A finder whose threads answer when told to, and whose time passes when told to. */
function stage() {
  const started: { asked: FindRequest[]; isEnded: boolean; answer(): void; fail(): void }[] = [];
  const timers: (() => void)[] = [];
  const finder = new Finder(
    () => {
      const asked: FindRequest[] = [];
      const worker: FindWorker = {
        onmessage: null,
        onerror: null,
        postMessage: (request) => asked.push(request),
        terminate: () => {
          made.isEnded = true;
        },
      };
      const made = {
        asked,
        isEnded: false,
        answer: () => {
          const request = asked.at(-1);
          if (request)
            worker.onmessage?.({
              data: {
                number: request.number,
                found: findMatches(request.texts, request.query, request.replacement),
              },
            });
        },
        fail: () => worker.onerror?.({ message: "no thread" }),
      };
      started.push(made);
      return worker;
    },
    (_ms, call) => {
      timers.push(call);
      return () => {
        timers.splice(timers.indexOf(call), 1);
      };
    },
  );
  return { finder, started, timers };
}

describe("a search", () => {
  it("for plain text needs no thread", async () => {
    const { finder, started } = stage();
    expect((await finder.find(texts, { ...emptyQuery, text: "two" }, ""))?.matches).toHaveLength(1);
    expect(started).toHaveLength(0);
  });

  it("for a regular expression goes to one thread, again and again", async () => {
    const { finder, started, timers } = stage();
    for (const text of ["t..", "o.e"]) {
      const found = finder.find(texts, pattern(text), "");
      started[0]?.answer();
      expect((await found)?.matches).toHaveLength(1);
    }
    expect([started.length, timers.length]).toEqual([1, 0]);
  });

  it("that cannot be read starts none", async () => {
    const { finder, started } = stage();
    expect((await finder.find(texts, pattern("("), ""))?.problem).toMatch(/Not a regular expression/);
    expect(started).toHaveLength(0);
  });

  it("that does not end is ended and told, and the next one gets a new thread", async () => {
    const { finder, started, timers } = stage();
    const slow = finder.find(texts, pattern("(o+)+$"), "");
    timers[0]?.();
    expect((await slow)?.problem).toMatch(/takes too long and was stopped after 1.5 s/);
    expect(started[0]?.isEnded).toBe(true);
    const next = finder.find(texts, pattern("t"), "");
    started[1]?.answer();
    expect((await next)?.matches).toHaveLength(1);
  });

  it("that is overtaken answers nothing, and does not hold up the one after it", async () => {
    const { finder, started } = stage();
    const first = finder.find(texts, pattern("o"), "");
    const second = finder.find(texts, pattern("t"), "");
    expect(await first).toBeNull();
    expect(started[0]?.isEnded).toBe(true);
    started[1]?.answer();
    expect((await second)?.matches).toHaveLength(1);
  });

  it("tells a thread that did not start, and leaves none behind", async () => {
    const { finder, started } = stage();
    const found = finder.find(texts, pattern("t"), "");
    started[0]?.fail();
    expect((await found)?.problem).toBe("The search could not run: no thread.");
    void finder.find(texts, pattern("t"), "");
    finder.dispose();
    expect(started.every(({ isEnded }) => isEnded)).toBe(true);
  });
});
