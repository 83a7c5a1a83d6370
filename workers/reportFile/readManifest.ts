import { manifestId, type ReportManifest } from "../../lib/reportFile/reportManifest.ts";

/** What the page that this script stands in holds. It wrote that itself, in one piece with the script. */
export function readManifest(): ReportManifest {
  return JSON.parse(document.getElementById(manifestId)?.textContent ?? '{"tables":[],"charts":[]}');
}
