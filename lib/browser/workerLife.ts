/**
 * Whether a worker lives, told by a lock that it holds: the browser lets go of it the moment the worker ends,
 * however it ends (terminate, crash, out of memory, close), which no event of Worker does.
 */

/**
 * In the worker: holds the lock for as long as it lives, and then says that it has begun: "alive", or "begun" where the
 * browser refuses locks (as it does where all cookies are blocked) and nothing tells of its end.
 */
export async function beginLife(lockName: string): Promise<void> {
  const isHeld = await new Promise<boolean>((settle) => {
    navigator.locks
      .request(lockName, () => {
        settle(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => settle(false));
  });
  self.postMessage(isHeld ? "alive" : "begun");
}

/** Outside, asked as the worker is made: settles once one that said "alive" is gone; never where it did not. */
export function endOf(worker: Worker, lockName: string): Promise<void> {
  return new Promise((resolve) => {
    const onFirst = ({ data }: MessageEvent) => {
      if (data === "alive") void navigator.locks.request(lockName, () => undefined).then(() => resolve());
    };
    worker.addEventListener("message", onFirst, { once: true });
  });
}

export function newLockName(what: string): string {
  return `eider-${what}-${crypto.randomUUID()}`;
}
