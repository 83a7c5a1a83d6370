/** A line of a tree as its keys see it: `level` counts from the root, `isOpen` is null where nothing is below it. */
export interface TreeLineFacts {
  key: string;
  level: number;
  isOpen: boolean | null;
}

/** What a key does in a tree: go to a line, open or close one, or nothing. */
export type TreeMove = { go: string } | { open: string } | { close: string } | null;

/** The keys of a tree as ARIA has them; `lines` are those in sight, from top to bottom, and `at` is the one at hand. */
export function treeMove(lines: readonly TreeLineFacts[], at: string, key: string): TreeMove {
  const index = lines.findIndex((line) => line.key === at);
  const line = lines[index];
  if (!line) return null;
  const go = (target: TreeLineFacts | undefined): TreeMove => (target ? { go: target.key } : null);
  switch (key) {
    case "ArrowDown":
      return go(lines[index + 1]);
    case "ArrowUp":
      return go(lines[index - 1]);
    case "Home":
      return go(lines[0]);
    case "End":
      return go(lines.at(-1));
    case "ArrowRight":
      if (line.isOpen === null) return null;
      return line.isOpen ? go(lines[index + 1]) : { open: at };
    case "ArrowLeft":
      if (line.isOpen) return { close: at };
      return go(lines.slice(0, index).findLast(({ level }) => level < line.level));
    default:
      return null;
  }
}
