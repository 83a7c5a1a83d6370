import { isJsonObject } from "./jsonObject.ts";

/** Says whether a `bin` means that the data was binned before it came here. */
export function isBinned(bin: unknown): boolean {
  return bin === "binned" || (isJsonObject(bin) && bin.binned === true);
}
