/** A worker that has not begun by then is replaced: on a busy machine Firefox now and then makes one that never does. */
const beginsWithinMs = 5000;
const mostTries = 4;

/** A worker that said it has begun. Rejects with why there is none. */
export function beginWorker(make: () => Worker, tries = mostTries): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = make();
    const settle = (then: () => void) => {
      clearTimeout(timer);
      worker.onmessage = null;
      worker.onerror = null;
      then();
    };
    const refuse = (why: string) => {
      worker.terminate();
      reject(new Error(why));
    };
    const timer = setTimeout(
      () =>
        settle(() => {
          if (tries <= 1) return refuse("it did not start");
          worker.terminate();
          resolve(beginWorker(make, tries - 1));
        }),
      beginsWithinMs,
    );
    worker.onmessage = () => settle(() => resolve(worker));
    worker.onerror = (event) => {
      event.preventDefault();
      settle(() => refuse(event.message || "it could not start"));
    };
  });
}
