import type { Page } from "@playwright/test";

/** What React keeps of an element or component; see `beginCounting`. */
interface Fiber {
  tag: number;
  flags: number;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
  memoizedProps: Record<string, unknown> | null;
}

type CountingWindow = typeof globalThis & {
  /** Calls of components, by the id of the cell that they stand in; "" outside cells. Null while nobody counts. */
  renders?: Map<string, number> | null;
  __REACT_DEVTOOLS_GLOBAL_HOOK__?: unknown;
};

/**
 * Makes a page that is opened next count which components React calls, as React's developer tools do: they are told
 * of every commit, also by a production build, and a component that was called carries a mark in it.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counting = globalThis as CountingWindow;
    const performedWork = 1;
    const hostElement = 5;
    const components = [0, 1, 11, 14, 15];
    const visit = (next: Fiber, before: Fiber | null, within: string, renders: Map<string, number>): void => {
      const given = next.tag === hostElement ? next.memoizedProps?.["data-cell-id"] : undefined;
      const cell = typeof given === "string" ? given : within;
      if (components.includes(next.tag) && next.flags & performedWork)
        renders.set(cell, (renders.get(cell) ?? 0) + 1);
      // What is the same as before was not looked at.
      if (before !== null && next.child === before.child) return;
      for (let child = next.child; child; child = child.sibling) visit(child, child.alternate, cell, renders);
    };
    counting.renders = null;
    counting.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_renderer: unknown, { current }: { current: Fiber }) => {
        if (counting.renders) visit(current, current.alternate, "", counting.renders);
      },
    };
  });
}

/** Which cells had components called while `act` went on, and how many calls that were. */
export async function rendersDuring(page: Page, act: () => Promise<void>): Promise<Map<string, number>> {
  await page.evaluate(() => {
    (globalThis as CountingWindow).renders = new Map();
  });
  await act();
  const counted = await page.evaluate(() => {
    const { renders } = globalThis as CountingWindow;
    (globalThis as CountingWindow).renders = null;
    return [...(renders ?? [])];
  });
  return new Map(counted);
}
