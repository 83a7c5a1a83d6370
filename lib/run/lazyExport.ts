import { lazyModule } from "../lazy/lazyModule.ts";

/** What reads and runs export cells is fetched when a notebook first has one. */
export const { load: loadExport, ifLoaded: exportIfLoaded } = lazyModule(() => import("./exportCell.ts"));
