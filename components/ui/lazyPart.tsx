import { createElement, type LazyExoticComponent, lazy } from "react";
import { type LazyModule, lazyModule } from "../../lib/lazy/lazyModule.ts";
import { useLazy } from "./useLazy.ts";

/** A module as React's `lazy` wants it. */
type PartModule = Awaited<ReturnType<Parameters<typeof lazy>[0]>>;
type AnyPart = PartModule["default"];

/**
 * As React's `lazy`, for parts that may not come: React would throw what failed, now and at every later try, and take
 * down all that no boundary holds. Here a part that did not come draws nothing, says so, and is fetched again.
 */
export function lazyPart<C extends AnyPart>(fetch: () => Promise<{ default: C }>): LazyExoticComponent<C> {
  const part = lazyModule(fetch);
  const again = (props: object) => createElement(Again, { part, props });
  return lazy(() => part.load().catch(() => ({ default: again as C })));
}

/** The part once it is here after all. */
function Again({ part, props }: { part: LazyModule<PartModule>; props: object }) {
  const loaded = useLazy(part, true);
  return loaded && createElement(loaded.default, props);
}
