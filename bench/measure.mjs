/** The middle value; of an even count the mean of the two middle ones. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures two ways of doing the same in turn, the order changing each time, so that whatever else the machine does
 * meets both alike.
 * @param {number} repeats
 * @param {() => Promise<number>} base
 * @param {() => Promise<number>} eider
 * @returns {Promise<{ base: number, eider: number, runs: { base: number[], eider: number[] } }>} medians in ms
 */
export async function sideBySide(repeats, base, eider) {
  const runs = { base: [], eider: [] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    if (repeat % 2 === 0) {
      runs.base.push(await base());
      runs.eider.push(await eider());
    } else {
      runs.eider.push(await eider());
      runs.base.push(await base());
    }
  }
  return { base: median(runs.base), eider: median(runs.eider), runs };
}

/**
 * A row of the table: Eider's time against `factor` × the other's and `extraMs` on top.
 * @param {{ name: string, against: "bare" | "native", factor: number, extraMs?: number, result: Awaited<ReturnType<typeof sideBySide>> }} row
 */
export function ratioRow({ name, against, factor, extraMs = 0, result }) {
  const allowed = factor * result.base + extraMs;
  const extra = extraMs > 0 ? ` + ${extraMs} ms` : "";
  return {
    name,
    eider: `${result.eider.toFixed(0)} ms`,
    base: `${result.base.toFixed(0)} ms ${against}`,
    ratio: Number((result.eider / result.base).toFixed(3)),
    limit: `≤ ${factor} × ${against}${extra}`,
    ok: result.eider <= allowed,
    runs: result.runs,
  };
}

/** A row with an absolute limit. */
export function limitRow({ name, value, unit, most, runs = [] }) {
  return {
    name,
    eider: `${Number(value.toFixed(1))} ${unit}`,
    base: "",
    ratio: null,
    limit: `≤ ${most} ${unit}`,
    ok: value <= most,
    runs,
  };
}
