import { lazyModule } from "../lazy/lazyModule.ts";

/** What reads input cells (with its YAML library, 30 kB gzipped) is fetched when the first input cell is to run. */
export const { load: loadInputs, ifLoaded: inputsIfLoaded } = lazyModule(() => import("./inputTools.ts"));
