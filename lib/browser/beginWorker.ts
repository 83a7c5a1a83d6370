export interface Beginnings {
  /** A worker that has not begun by then gets another beside it, in milliseconds. */
  othersAfterMs: number;
  /** Workers made at most. */
  most: number;
  /** Whether to refuse once the last has had its time; otherwise all go on being waited for. */
  givesUp: boolean;
}

/** For workers whose script is fetched: on a slow line that takes as long as it takes. */
const patient: Beginnings = { othersAfterMs: 8000, most: 4, givesUp: false };

/**
 * Makes a worker and answers it once its first message says that it has begun. Now and then Firefox makes one that never
 * does (1 of 30 beside other load, 153 ESR); whichever begins first is taken then, so that a slow one loses nothing. The
 * others are ended. Rejects with why there is none.
 */
export function beginWorker<T extends { worker: Worker }>(make: () => T, how = patient): Promise<T> {
  return new Promise((resolve, reject) => {
    const made: Worker[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listening = new AbortController();
    const settle = (taken: Worker | null) => {
      clearTimeout(timer);
      listening.abort();
      for (const worker of made) if (worker !== taken) worker.terminate();
    };
    const refuse = (why: string) => {
      settle(null);
      reject(new Error(why));
    };
    const makeOne = () => {
      const one = make();
      made.push(one.worker);
      const { signal } = listening;
      const begin = () => {
        settle(one.worker);
        resolve(one);
      };
      const fail = (event: ErrorEvent) => {
        event.preventDefault();
        refuse(event.message || "it could not start");
      };
      one.worker.addEventListener("message", begin, { signal });
      one.worker.addEventListener("error", fail, { signal });
      if (made.length < how.most) timer = setTimeout(makeOne, how.othersAfterMs);
      else if (how.givesUp) timer = setTimeout(refuse, how.othersAfterMs, "it did not start");
    };
    makeOne();
  });
}
