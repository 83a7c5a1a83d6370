import { describe, expect, it } from "vitest";
import { LatestAsk } from "./LatestAsk.ts";

function stage() {
  const asked: { question: string; id: number; answer: (text: string) => void }[] = [];
  const stopped: number[] = [];
  const told: string[] = [];
  let ids = 0;
  const latest = new LatestAsk<string, string>({
    nextId: () => ++ids,
    ask: (question, id) => new Promise((answer) => void asked.push({ question, id, answer })),
    stop: (id) => void stopped.push(id),
    answered: (answer, question) => void told.push(`${question}: ${answer}`),
  });
  const answer = async (at: number) => {
    asked[at]?.answer("yes");
    await Promise.resolve();
    await Promise.resolve();
  };
  return { latest, asked, stopped, told, answer };
}

describe("of many questions", () => {
  it("those that come while one is asked are left out but for the last", async () => {
    const { latest, asked, told, stopped, answer } = stage();
    for (const question of ["a", "b", "c", "d"]) latest.want(question, true);
    expect(asked.map(({ question }) => question)).toEqual(["a"]);
    await answer(0);
    expect(told).toEqual(["a: yes"]);
    expect(asked.map(({ question }) => question)).toEqual(["a", "d"]);
    expect(stopped).toEqual([]);
  });

  it("the one at rest is asked at once, and the answer of the one it stopped is never told", async () => {
    const { latest, asked, told, stopped, answer } = stage();
    latest.want("a", true);
    latest.want("b", true);
    latest.want("c", false);
    expect(stopped).toEqual([1]);
    expect(asked.map(({ question }) => question)).toEqual(["a", "c"]);
    await answer(0);
    expect(told).toEqual([]);
    await answer(1);
    expect(told).toEqual(["c: yes"]);
  });

  it("the same at rest is not asked twice", async () => {
    const { latest, asked, told, answer } = stage();
    latest.want("a", true);
    latest.want("a", false);
    await answer(0);
    latest.want("a", false);
    expect(asked).toHaveLength(1);
    expect(told).toEqual(["a: yes"]);
  });

  it("none is told after the end", async () => {
    const { latest, told, stopped, answer } = stage();
    latest.want("a", true);
    latest.want("b", true);
    latest.end();
    await answer(0);
    expect(stopped).toEqual([1]);
    expect(told).toEqual([]);
  });
});
