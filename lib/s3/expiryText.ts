import type { Access } from "./connection.ts";

/** How long a session token still works; `nowMs` is milliseconds since 1970. null where the access does not end. */
export function expiryText(access: Access, nowMs: number): { text: string; isOver: boolean } | null {
  if (access.kind === "anonymous" || !access.isTemporary) return null;
  const endMs = access.expiresAt === null ? Number.NaN : Date.parse(access.expiresAt);
  if (Number.isNaN(endMs)) return { text: "temporary keys", isOver: false };
  const seconds = Math.ceil((endMs - nowMs) / 1000);
  if (seconds <= 0) return { text: "expired", isOver: true };
  return { text: `expires in ${span(seconds)}`, isOver: false };
}

function span(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}
