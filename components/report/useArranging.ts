import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { Arranged, ItemPlace } from "../../lib/report/arrange.ts";
import { withReport } from "../../lib/report/printReport.ts";
import { type ReportRow, reportColumns } from "../../lib/report/report.ts";
import { rowWidths } from "../../lib/report/rowWidths.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

export interface Arranging {
  /** What was done last, in words. */
  readonly said: string;
  /** Makes these the rows of the report: one step of undo. */
  edit(rows: readonly ReportRow[], said: string): void;
  /** As `edit`, after which the item's handle has the focus and its place is said. */
  place(arranged: Arranged, name: string): void;
  say(text: string): void;
}

const noLines =
  "The report cannot be written down: this notebook's front matter stands in braces. Give it a line a key first.";

/** Edits of the report that is arranged, and what is said of them. */
export function useArranging(rows: readonly ReportRow[]): Arranging {
  const store = useAppStore();
  const commands = useCommands();
  const [said, say] = useState("");
  const focusNext = useRef<ItemPlace | null>(null);
  const edit = useCallback(
    (changed: readonly ReportRow[], text: string) => {
      const frontMatter = withReport(store.getState().document, changed);
      if (frontMatter === null) say(noLines);
      else {
        commands.edit([{ type: "setFrontMatter", frontMatter }]);
        say(text);
      }
    },
    [store, commands],
  );
  // An item that went to another row is drawn anew there.
  useLayoutEffect(() => {
    const next = focusNext.current;
    focusNext.current = null;
    if (next && next.row < rows.length)
      document.querySelector<HTMLElement>(`[data-handle="${next.row}.${next.at}"]`)?.focus();
  }, [rows]);
  const place = useCallback(
    (arranged: Arranged, name: string) => {
      focusNext.current = arranged.place;
      edit(arranged.rows, placeInWords(arranged, name));
    },
    [edit],
  );
  return { said, edit, place, say };
}

/** "by_day: row 2 of 5, place 1 of 2, 8 of 12 columns wide". */
export function placeInWords({ rows, place }: Arranged, name: string): string {
  const items = rows[place.row]?.items ?? [];
  const width = Math.round((rowWidths(items)[place.at] ?? 0) * 10) / 10;
  return [
    `${name}: row ${place.row + 1} of ${rows.length}`,
    `place ${place.at + 1} of ${items.length}`,
    `${width} of ${reportColumns} columns wide`,
  ].join(", ");
}
