export { BrowserLoader } from "./app/BrowserLoader.ts";
export { crashTabs } from "./soak/crashTabs.ts";
export { soakBigCsv, soakBigNdjson } from "./soak/soakBig.ts";
export { soakKills } from "./soak/soakKills.ts";
export { soakMutations } from "./soak/soakMutations.ts";
