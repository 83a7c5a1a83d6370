import { overLimit } from "./overLimit.ts";

/** One run of a cell. */
export interface PastRun {
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly outcome: "done" | "failed" | "cancelled";
  /** Rows of its result; null where it had none. */
  readonly rows: number | null;
  /** Why it failed. */
  readonly error?: string;
}

/** A text that a cell ran, with its runs, oldest first: all runs of one text are kept together, the text once. */
export interface RanText {
  readonly key: string;
  readonly notebookId: string;
  /** The cell's name when it last ran this. */
  readonly name: string;
  readonly kind: string;
  readonly text: string;
  /** The cell's options, such as what a chart draws from. */
  readonly options: Readonly<Record<string, string>>;
  readonly runs: readonly PastRun[];
  /** How often it ran in all. */
  readonly count: number;
}

/** What is kept of one notebook: texts, runs of each, and characters of all texts; longer texts are not kept. */
export const runLimits = { texts: 1_000, runs: 20, characters: 2_000_000, textCharacters: 100_000 } as const;
const mostError = 300;

export interface EndedText {
  notebookId: string;
  name: string;
  kind: string;
  text: string;
  options: Readonly<Record<string, string>>;
  run: PastRun;
}

/** The texts after another run, and what is to be written and removed of them. A text that is too long changes nothing. */
export function withRun(
  texts: ReadonlyMap<string, RanText>,
  { run, ...ended }: EndedText,
  newKey: () => string,
): { texts: ReadonlyMap<string, RanText>; put: RanText | null; gone: readonly string[] } {
  if (ended.text.length > runLimits.textCharacters) return { texts, put: null, gone: [] };
  const options = JSON.stringify(ended.options);
  const known = [...texts.values()].find(
    (one) =>
      one.text === ended.text &&
      one.name === ended.name &&
      one.kind === ended.kind &&
      JSON.stringify(one.options) === options,
  );
  const error = run.error === undefined ? {} : { error: run.error.slice(0, mostError) };
  const put: RanText = {
    ...ended,
    key: known?.key ?? newKey(),
    runs: [...(known?.runs ?? []), { ...run, ...error }].slice(-runLimits.runs),
    count: (known?.count ?? 0) + 1,
  };
  const next = new Map(texts).set(put.key, put);
  const weighed = [...next.values()].map(({ key, text, runs }) => ({
    key,
    at: runs.at(-1)?.at ?? 0,
    bytes: text.length,
  }));
  const gone = new Set([
    ...overLimit(weighed, runLimits.characters),
    ...overLimit(
      weighed.map((one) => ({ ...one, bytes: 1 })),
      runLimits.texts,
    ),
  ]);
  for (const key of gone) next.delete(key);
  return { texts: next, put, gone: [...gone] };
}

/** A run as the list shows it. */
export interface ListedRun extends PastRun {
  readonly of: RanText;
  /** How many runs of the same text, one after another with nothing else between, it stands for. */
  readonly times: number;
}

/** All kept runs that hold every word, the latest first; repeats of one text that nothing came between are one. */
export function listedRuns(texts: Iterable<RanText>, search = ""): ListedRun[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = ({ name, text }: RanText, error = "") => {
    const all = `${name}\n${text}\n${error}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const runs = [...texts]
    .flatMap((of) => of.runs.filter(({ error }) => holds(of, error)).map((run) => ({ ...run, of, times: 1 })))
    .sort((a, b) => b.at - a.at);
  const listed: ListedRun[] = [];
  for (const run of runs) {
    const above = listed.at(-1);
    if (above?.of === run.of && above.outcome === run.outcome)
      listed[listed.length - 1] = { ...above, times: above.times + 1 };
    else listed.push(run);
  }
  return listed;
}
