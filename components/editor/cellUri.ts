import type { CellId } from "../../lib/notebook/document.ts";

const scheme = "inmemory";
const authority = "cells";

/** The address of a cell's text among Monaco's models; `extension` tells TypeScript what it reads. */
export function cellAddress(id: CellId, extension: string): string {
  return `${scheme}://${authority}/${encodeURIComponent(id)}.${extension}`;
}

/** The cell whose text is at an address; null for other addresses. */
export function cellOfAddress(uri: { scheme: string; authority: string; path: string }): CellId | null {
  if (uri.scheme !== scheme || uri.authority !== authority) return null;
  // Monaco has undone the encoding.
  return uri.path.slice(1).replace(/\.[a-z]+$/, "");
}
