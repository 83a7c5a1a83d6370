/**
 * Whether a worker lives, told by a lock that it holds: the browser lets go of it the moment the worker ends,
 * however it ends (terminate, crash, out of memory, close), which no event of Worker does.
 */

/** In the worker: hold the lock for as long as the worker lives. */
export function holdLifeLock(lockName: string): Promise<void> {
  return new Promise((held) => {
    void navigator.locks.request(
      lockName,
      () =>
        new Promise<never>(() => {
          held();
        }),
    );
  });
}

/** Outside: settles once the worker that held the lock is gone. Call after the worker said that it holds it. */
export function lifeEnds(lockName: string, signal?: AbortSignal): Promise<void> {
  return navigator.locks
    .request(lockName, { signal }, () => undefined)
    .catch(() => undefined) as Promise<void>;
}

export function newLockName(what: string): string {
  return `eider-${what}-${crypto.randomUUID()}`;
}
