import type { Receipt } from "../../lib/engine/protocol.ts";

/**
 * What runs inside the page. Each function stands alone, since only its text goes there; they use `window.eider`
 * as anyone could.
 */

/** Opens a notebook and settles when the engine answers. */
export async function openNotebook(text: string): Promise<void> {
  const { eider } = window;
  if (!eider) throw new Error("The page has no window.eider.");
  await eider.open(text);
}

/** Adds a file of the given bytes; its receipts, and how long it took in milliseconds. */
export async function addBytes(given: {
  name: string;
  base64: string;
}): Promise<{ receipts: Receipt[]; elapsedMs: number }> {
  const { eider } = window;
  if (!eider) throw new Error("The page has no window.eider.");
  const bytes = Uint8Array.from(atob(given.base64), (character) => character.charCodeAt(0));
  const startedAt = performance.now();
  const receipts = await eider.addFiles([new File([bytes], given.name)]);
  return { receipts, elapsedMs: performance.now() - startedAt };
}

/** Columns, row count and the first rows of a relation as text, read in pages. */
export async function readRelation(wish: { name: string; maxRows: number; pageRows: number }): Promise<{
  columns: { name: string; type: string }[];
  rowCount: number;
  rows: (string | null)[][];
}> {
  const { eider } = window;
  if (!eider) throw new Error("The page has no window.eider.");
  const { columns, rows: rowCount } = await eider.relation(wish.name);
  const rows: (string | null)[][] = [];
  const wanted = Math.min(rowCount, wish.maxRows);
  while (rows.length < wanted) {
    const limit = Math.min(wish.pageRows, wanted - rows.length);
    const page = await eider.rows(wish.name, { offset: rows.length, limit });
    if (page.length === 0) throw new Error(`row ${rows.length} of ${rowCount} did not come`);
    for (const row of page) rows.push(row);
  }
  return { columns, rowCount, rows };
}

/** Loads and reads a small file; its only value, which is "1" of an engine that answers. */
export async function askAlive(): Promise<string> {
  const { eider } = window;
  if (!eider) throw new Error("The page has no window.eider.");
  const [receipt] = await eider.addFiles([new File(["alive\n1\n"], "alive.csv")], { names: ["alive"] });
  if (receipt?.error !== null || receipt.relation === null) return receipt?.error ?? "no receipt";
  const [row] = await eider.rows(receipt.relation, { offset: 0, limit: 1 });
  return row?.[0] ?? "nothing";
}
