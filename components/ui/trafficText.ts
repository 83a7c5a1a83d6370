import type { Traffic } from "../../lib/s3/s3.ts";
import { formatBytes } from "./formatBytes.ts";
import { countOf } from "./formatCount.ts";

/** What was fetched, in a few words: "read 3.1 MB in 4 requests". */
export function trafficText({ bytes, requests }: Traffic): string {
  return `read ${formatBytes(bytes)} in ${countOf(requests, "request")}`;
}
