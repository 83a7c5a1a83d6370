/** Does work after a while, or where something else is under way then, after another while, and so on. */
export function whenIdle(work: () => void, afterMs: number, isBusy: () => boolean): void {
  setTimeout(() => {
    if (isBusy()) whenIdle(work, afterMs, isBusy);
    else work();
  }, afterMs);
}
