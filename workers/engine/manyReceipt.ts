import type { Receipt } from "../../lib/engine/protocol.ts";

const filesNamed = 3;

/** The sums of many files' receipts: rows, formats, what was skipped, and each note once with the files that it is of. */
export function manyReceipt(
  receipts: readonly { path: string; receipt: Receipt }[],
): Pick<Receipt, "format" | "encoding" | "rows" | "exact" | "loaded" | "rejected" | "skipped" | "notes"> {
  const sum = (count: (receipt: Receipt) => number) =>
    receipts.reduce((total, { receipt }) => total + count(receipt), 0);
  const formats = [...new Set(receipts.map(({ receipt }) => receipt.format))];
  const encodings = [...new Set(receipts.map(({ receipt }) => receipt.encoding))];
  const skipped = new Map<string, number>();
  for (const { reason, lines } of receipts.flatMap(({ receipt }) => receipt.skipped)) {
    skipped.set(reason, (skipped.get(reason) ?? 0) + lines);
  }
  return {
    format: `${formats.join(", ")}, ${receipts.length} files`,
    encoding:
      encodings.length === 1
        ? (encodings[0] ?? null)
        : encodings.filter((one) => one !== null).join(", ") || null,
    rows: sum(({ rows }) => rows),
    exact: receipts.every(({ receipt }) => receipt.exact),
    loaded: sum(({ loaded }) => loaded),
    rejected: sum(({ rejected }) => rejected),
    skipped: [...skipped].map(([reason, lines]) => ({ reason, lines })),
    notes: notesOf(receipts),
  };
}

function notesOf(receipts: readonly { path: string; receipt: Receipt }[]): string[] {
  const files = new Map<string, string[]>();
  for (const { path, receipt } of receipts) {
    for (const note of receipt.notes) files.set(note, [...(files.get(note) ?? []), path]);
  }
  return [...files].map(([note, of]) => {
    if (of.length === receipts.length) return `${note} (in each file)`;
    const more = of.length - filesNamed;
    return `${note} (${of.slice(0, filesNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
  });
}
