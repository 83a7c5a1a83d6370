import { lazyModule } from "../../lib/lazy/lazyModule.ts";

export type Profiles = typeof import("./profiles.ts");

const profiles = lazyModule(() => import("./profiles.ts"));

/** Fetches all that finds out and draws profiles. */
export function loadProfiles(): Promise<Profiles> {
  return profiles.load();
}
