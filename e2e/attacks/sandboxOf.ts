import type { Frame, Page } from "@playwright/test";

/** The frame in which a page's TypeScript cells run; it is there once one has run. */
export function sandboxOf(page: Page): Frame {
  const frame = page.frames().find((candidate) => candidate.url().endsWith("/sandbox/"));
  if (!frame) throw new Error("The page has no sandbox yet; run a TypeScript cell first.");
  return frame;
}
