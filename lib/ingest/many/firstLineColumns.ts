import type { Column } from "../../engine/protocol.ts";

const headBytes = 65_536;

/**
 * What the first line of delimited text would name as its columns, without knowing its encoding or whether it is a
 * header: only good for comparing files with each other. null for other files, and where the line tells nothing.
 */
export async function firstLineColumns(file: File): Promise<Column[] | null> {
  if (!/\.(csv|tsv|tab|psv)$/i.test(file.name)) return null;
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  if (end < 0 && file.size > headBytes) return null;
  const text = new TextDecoder("latin1").decode(end < 0 ? bytes : bytes.subarray(0, end));
  const names = text
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .split(/[,;\t|]/)
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  return names.length < 2 ? null : names.map((name) => ({ name, type: "VARCHAR" }));
}
