import type { SourceLink } from "../../lib/relink/relinkState.ts";
import { formatBytes } from "../ui/formatBytes.ts";
import { formatCount } from "../ui/formatCount.ts";

/** Why a source has no data, in one sentence. */
export function absenceText(file: string, link: SourceLink | undefined): string {
  if (link?.status === "waiting") return `${file} can be opened again.`;
  if (link?.status === "changed") return changeText(file, link);
  if (link?.status !== "absent") return `This notebook reads ${file}. It is not loaded.`;
  switch (link.why) {
    case "gone":
      return `${file} is no longer where it was.`;
    case "denied":
      return `The browser was not allowed to read ${file}.`;
    case "not-kept":
      return `This notebook reads ${file}. It is not loaded.`;
  }
}

/** How the file at hand differs from what the notebook knew. */
export function changeText(file: string, link: Extract<SourceLink, { status: "changed" }>): string {
  const { name, before, now } = link;
  const sizes = sizesText(before.size, now.size ?? 0);
  return name === file
    ? `${file} changed since: ${sizes}.`
    : `${name} is another file than ${file}: ${sizes}.`;
}

function sizesText(before: number | null, now: number): string {
  if (before === null) return formatBytes(now);
  if (before === now) return `other content, also ${formatBytes(now)}`;
  const [from, to] = [formatBytes(before), formatBytes(now)];
  // "12.1 MB → 12.1 MB" would say nothing.
  return from === to ? `${formatCount(before)} → ${formatCount(now)} bytes` : `${from} → ${to}`;
}

/** What a reload of the page will find of an attached source's file. */
export function keptText(link: Extract<SourceLink, { status: "kept" }>): string {
  if (link.isCopy) return "a copy in this browser, which is what was loaded";
  if (link.copy) return "a copy in this browser, for the next reload";
  if (link.handle) return "the way to the file; after a reload the browser may ask before it is read";
  switch (link.problem) {
    case "many":
      return "nothing: after a reload the folder of these files is asked for";
    case "refused":
      return "nothing: this browser had no room. After a reload the file is asked for";
    case "other-tab":
      return "nothing: another tab writes this notebook";
    default:
      return "nothing: copies in this browser end at 64 MB a notebook. After a reload the file is asked for";
  }
}

/** Some names in a sentence, the rest counted: "a, b, c and 4 more". */
export function someOf(names: readonly string[], shown = 3): string {
  const rest = names.length - shown;
  return rest > 1 ? `${names.slice(0, shown).join(", ")} and ${rest} more` : names.join(", ");
}
