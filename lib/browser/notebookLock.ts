/** One tab at a time writes a notebook; the others only show it, until one of them takes over. */

let release: () => void = () => undefined;

const lockOf = (id: string) => `eider-notebook-${id}`;

/** Whether any tab, this one too, writes a notebook now. */
export async function isHeld(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(id));
}

/**
 * Tries to become the writer of a notebook, letting go of the one held before.
 * Answers whether this tab writes now; `onLost` is called if another tab takes over later.
 */
export async function holdNotebook(id: string, takeOver: boolean, onLost: () => void): Promise<boolean> {
  release();
  return new Promise((answer) => {
    const options: LockOptions = takeOver ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(lockOf(id), options, (lock) => {
        answer(lock !== null);
        if (lock === null) return undefined;
        return new Promise<void>((letGo) => {
          release = letGo;
        });
      })
      // A stolen lock rejects the request that held it.
      .catch(onLost);
  });
}
