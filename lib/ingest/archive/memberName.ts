import type { MemberKind } from "./member.ts";

/**
 * A member's name made harmless: "/" between folders, no drive, no root, no "." or "..", no control characters.
 * Nothing is ever written to a disk by it, but it is shown, matched against patterns and made part of names.
 */
export function memberName(raw: string): string {
  const parts = raw
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:(?=\/)/, "")
    .split("/")
    .map((part) => part.replace(/\p{Cc}+/gu, "_"))
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.join("/") || "unnamed";
}

/** What a name says of its member: a folder, what systems leave beside files, or a file. */
export function kindOfName(raw: string): Extract<MemberKind, "file" | "folder" | "litter"> {
  const name = memberName(raw);
  const isLitter = /(^|\/)(__MACOSX(\/|$)|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);
  if (isLitter) return "litter";
  return /[/\\]$/.test(raw) ? "folder" : "file";
}
