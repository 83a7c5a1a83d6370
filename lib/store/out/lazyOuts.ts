import { type LazyModule, lazyModule } from "../../lazy/lazyModule.ts";
import type { OutTargetsDeps } from "./createOutTargets.ts";
import type { OutTargets } from "./outTargets.ts";

/** Where export cells write: fetched when the first of them is to run. */
export function lazyOuts(deps: OutTargetsDeps): LazyModule<OutTargets> {
  return lazyModule(async () => (await import("./createOutTargets.ts")).createOutTargets(deps));
}
