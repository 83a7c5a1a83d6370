import { diffArrays } from "diff";

/** A line of one of two texts, or of both; "skipped" stands for so many lines that are the same. */
export type DiffLine =
  | { readonly type: "same" | "added" | "removed"; readonly text: string }
  | { readonly type: "skipped"; readonly lines: number };

/** Lines that are the same and shown around each change. */
const around = 2;
/** Texts of which more differs are shown one after the other: looking for what they share would take too long. */
const mostEdits = 500;

/** How a text became another, line by line; long parts that are the same are left out. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const found = diffArrays(old, now, { maxEditLength: mostEdits });
  if (!found)
    return [
      ...old.map((text) => ({ type: "removed", text }) as const),
      ...now.map((text) => ({ type: "added", text }) as const),
    ];
  return found.flatMap(({ added, removed, value }, at): DiffLine[] => {
    const type = added ? "added" : removed ? "removed" : "same";
    const lines = value.map((text) => ({ type, text }) as const);
    return type === "same" ? [...shortened(lines, at === 0, at === found.length - 1)] : lines;
  });
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

function shortened(lines: readonly DiffLine[], isFirst: boolean, isLast: boolean): readonly DiffLine[] {
  const head = isFirst ? 0 : around;
  const tail = isLast ? 0 : around;
  const skipped = lines.length - head - tail;
  // A gap takes a line of its own.
  if (skipped <= 1) return lines;
  return [
    ...lines.slice(0, head),
    { type: "skipped", lines: skipped },
    ...(tail === 0 ? [] : lines.slice(-tail)),
  ];
}
