import { type Found, type FoundIn, findMatches, nothingFound } from "./findMatches.ts";
import type { FindQuery } from "./findQuery.ts";
import type { FindAnswer, FindRequest } from "./findRequest.ts";

/** As much of a worker as is needed here. */
export interface FindWorker {
  postMessage(request: FindRequest): void;
  onmessage: ((event: { data: FindAnswer }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
  terminate(): void;
}

/** How long a regular expression may take before its thread is ended. */
export const longestSearchMs = 1500;

const tooSlow: Found = {
  ...nothingFound,
  problem: `This expression takes too long and was stopped after ${longestSearchMs / 1000} s. Make nested repetitions such as (a+)+ simpler.`,
};

/** Searches texts: plain words at once, regular expressions in a thread that is ended when one of them does not end. */
export class Finder {
  private worker: FindWorker | null = null;
  private latest = 0;
  private giveUp: (() => void) | null = null;

  constructor(
    private readonly start: () => FindWorker,
    /** Calls back after so many milliseconds; answers how to take that back. */
    private readonly after: (ms: number, call: () => void) => () => void,
  ) {}

  /** What is found; null where a later search overtook this one. */
  async find(texts: readonly FoundIn[], query: FindQuery, replacement: string): Promise<Found | null> {
    const number = ++this.latest;
    // What is under way answers an older question.
    this.giveUp?.();
    if (!query.isPattern) return findMatches(texts, query, replacement);
    // One that cannot be read needs no thread to say so.
    const trial = findMatches([], query, replacement);
    if (trial.problem !== null || query.text === "") return trial;
    const found = await this.ask({ number, texts, query, replacement });
    return number === this.latest ? found : null;
  }

  private ask(request: FindRequest): Promise<Found | null> {
    const worker = this.worker ?? this.start();
    this.worker = worker;
    return new Promise((resolve) => {
      const settle = (found: Found | null, keepsWorker: boolean) => {
        forget();
        this.giveUp = null;
        worker.onmessage = null;
        worker.onerror = null;
        if (!keepsWorker) {
          worker.terminate();
          this.worker = null;
        }
        resolve(found);
      };
      const forget = this.after(longestSearchMs, () => settle(tooSlow, false));
      this.giveUp = () => settle(null, false);
      worker.onmessage = ({ data }) => {
        if (data.number === request.number) settle(data.found, true);
      };
      worker.onerror = ({ message }) =>
        settle(
          { ...nothingFound, problem: `The search could not run: ${message || "its thread did not start"}.` },
          false,
        );
      worker.postMessage(request);
    });
  }

  dispose(): void {
    this.giveUp?.();
    this.worker?.terminate();
    this.worker = null;
  }
}
