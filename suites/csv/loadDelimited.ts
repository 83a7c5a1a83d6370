import { basename } from "node:path";
import type { BrowserLoader } from "../app/BrowserLoader.ts";
import type { Load } from "../pollock/scorePollock.mjs";
import { BrokenLoad, problemText } from "../score.ts";

/**
 * The app as a loader of delimited text, for the scorers of that: a refusal is an answer, and what no file may do is
 * thrown. With `allText` every column is brought as the text that stands in the file; without, only counted.
 */
export function loadDelimited(loader: BrowserLoader, allText: boolean): Load {
  return async (path, bytes, options) => {
    const told = { ...options, ...(allText && { allText }) };
    const wish = { ...(Object.keys(told).length > 0 && { options: told }), ...(!allText && { maxRows: 0 }) };
    try {
      const { columns, rows, rowCount, receipt } = await loader.load({ name: basename(path), bytes }, wish);
      const counted = allText ? rows : Array.from({ length: rowCount }, () => []);
      return { columns: columns.map(({ name }) => name), rows: counted, receipt };
    } catch (problem) {
      if (problem instanceof BrokenLoad) throw problem;
      return { error: problemText(problem) };
    }
  };
}
