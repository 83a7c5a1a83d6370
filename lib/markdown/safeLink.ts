import type { PictureSource } from "./markdownTree.ts";

// Browsers drop tabs and line ends inside an address and control characters before it, so they are dropped before looking.
const ignored = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** The address of a link that may be followed: http, https, mailto, or a place on this page; null for every other kind. */
export function safeLink(href: string): string | null {
  const cleaned = href.replace(ignored, "").trim();
  if (cleaned.startsWith("#")) return cleaned;
  if (/^mailto:/i.test(cleaned)) return cleaned;
  if (!/^https?:\/\//i.test(cleaned) || !URL.canParse(cleaned)) return null;
  return cleaned;
}

/** What may be drawn of a picture's address: the common raster formats inline, others only from http and https and only when asked. */
export function pictureSource(href: string): PictureSource {
  const cleaned = href.replace(ignored, "").trim();
  // SVG is left out: it can hold links, styles and scripts.
  if (/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/.test(cleaned)) {
    return { kind: "inline", dataUrl: cleaned };
  }
  if (!/^https?:\/\//i.test(cleaned) || !URL.canParse(cleaned)) return null;
  const url = new URL(cleaned);
  return { kind: "remote", url: url.href, host: url.host };
}
