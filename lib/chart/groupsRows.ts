import { channelDefs, mapEncodings } from "./channelDefs.ts";
import { isBinned } from "./isBinned.ts";
import type { JsonObject } from "./jsonObject.ts";

const composite = /"(?:boxplot|errorbar|errorband)"/;

/** Says whether drawing a specification means to group its rows: by aggregates, by bins, or by marks that sum them up. */
export function groupsRows(spec: JsonObject): boolean {
  let found = composite.test(JSON.stringify(spec));
  mapEncodings(spec, (encoding) => {
    for (const { definition } of channelDefs(encoding)) {
      const { aggregate, bin } = definition;
      if (aggregate !== undefined && aggregate !== null) found = true;
      if (bin !== undefined && bin !== null && bin !== false && !isBinned(bin)) found = true;
    }
    return encoding;
  });
  return found;
}
