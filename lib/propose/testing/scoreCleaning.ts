/** How well repairs restored a clean relation, cell by cell; for tests and benches. */
export interface CleaningScore {
  /** Wrong cells, and cells that were changed. */
  errors: number;
  changed: number;
  /** Changed cells that were wrong, and those that became right. */
  detected: number;
  repaired: number;
  /** Changed cells that were given a value rather than emptied. */
  given: number;
  detection: Measures;
  repair: Measures;
}

export interface Measures {
  precision: number;
  recall: number;
  f1: number;
}

export type Cells = readonly (readonly (string | null)[])[];

/** NULL is '' and numbers are compared as numbers: 12.0 is 12. */
function isSame(a: string | null, b: string | null): boolean {
  if ((a ?? "") === (b ?? "")) return true;
  const isNumber = (text: string | null) =>
    text !== null && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);
  return isNumber(a) && isNumber(b) && Number(a) === Number(b);
}

/** Rows are in the same order in all three. A cell counts as changed where it is another than it was. */
export function scoreCleaning(dirty: Cells, repaired: Cells, clean: Cells) {
  const wrong: {
    row: number;
    column: number;
    from: string | null;
    to: string | null;
    meant: string | null;
  }[] = [];
  const missed: typeof wrong = [];
  let [errors, changed, detected, right, given] = [0, 0, 0, 0, 0];
  for (const [row, cells] of clean.entries()) {
    for (const [column, meant] of cells.entries()) {
      const from = dirty[row]?.[column] ?? null;
      const to = repaired[row]?.[column] ?? null;
      const isError = (from ?? "") !== (meant ?? "");
      const isChanged = (from ?? "") !== (to ?? "") && !(isSame(from, to) && !isError);
      if (isError) errors += 1;
      if (isChanged) changed += 1;
      if (isChanged && (to ?? "") !== "") given += 1;
      if (isError && isChanged) detected += 1;
      if (isError && isChanged && isSame(to, meant)) right += 1;
      else if (isChanged) wrong.push({ row, column, from, to, meant });
      else if (isError) missed.push({ row, column, from, to, meant });
    }
  }
  const score: CleaningScore = {
    errors,
    changed,
    detected,
    repaired: right,
    given,
    detection: measures(detected, changed, errors),
    repair: measures(right, changed, errors),
  };
  return { score, wrong, missed };
}

function measures(hits: number, said: number, there: number): Measures {
  const precision = said === 0 ? 1 : hits / said;
  const recall = there === 0 ? 1 : hits / there;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
