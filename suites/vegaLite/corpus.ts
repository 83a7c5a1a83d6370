import { areas } from "./corpus/areas.ts";
import { bars } from "./corpus/bars.ts";
import { calculations } from "./corpus/calculations.ts";
import { composed } from "./corpus/composed.ts";
import { filters } from "./corpus/filters.ts";
import { histograms } from "./corpus/histograms.ts";
import { lines } from "./corpus/lines.ts";
import { points } from "./corpus/points.ts";
import { realFiles } from "./corpus/realFiles.ts";
import { statistics } from "./corpus/statistics.ts";
import { times } from "./corpus/times.ts";
import { wideBars } from "./corpus/wideBars.ts";
import { windows } from "./corpus/windows.ts";

/** Charts by the table that they draw and by what they are. */
export type Corpus = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** One chart of the corpus. */
export interface CorpusChart {
  name: string;
  table: string;
  spec: object;
}

/** Every chart of the corpus, in one order. */
export const corpus: readonly CorpusChart[] = [
  bars,
  wideBars,
  histograms,
  lines,
  areas,
  points,
  times,
  windows,
  filters,
  calculations,
  statistics,
  composed,
  realFiles,
].flatMap((part: Corpus) =>
  Object.entries(part).flatMap(([table, charts]) =>
    Object.entries(charts).map(([name, spec]) => ({ name, table, spec })),
  ),
);
