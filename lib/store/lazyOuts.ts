import { type LazyModule, lazyModule } from "../lazy/lazyModule.ts";
import type { AppStore } from "./appStore.ts";
import type { EngineLife } from "./engineLife.ts";
import type { OutTargets } from "./outTargets.ts";
import type { Platform } from "./platform.ts";

/** Where export cells write: fetched when the first of them is to run. */
export function lazyOuts(deps: {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
}): LazyModule<OutTargets> {
  return lazyModule(async () => {
    const { createOutTargets } = await import("./createOutTargets.ts");
    return createOutTargets(deps);
  });
}
