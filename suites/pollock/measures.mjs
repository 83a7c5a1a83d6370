/** The ten measures of the benchmark for one file, as SCORING has them: success, then precision, recall and F1 of three bags. */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** One form for a number, a date, money; lower case for the rest. */
export function normalise(cell) {
  const text = (cell ?? "").trim().toLowerCase();
  const bare = text.replace(/^[$£€¥]\s*|\s*[$£€¥%]$/g, "").replace(/^-[$£€]/, "-");
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return String(Number(bare.replaceAll(",", "")));
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(bare)) return String(Number(bare));
  const date = /^(\d{1,4})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ](\d{1,4})$/.exec(text);
  if (date) {
    const month = months.indexOf(date[2].slice(0, 3)) + 1 || date[2];
    return [date[1], month, date[3]].map((part) => String(part).padStart(2, "0")).join("-");
  }
  return text;
}

function overlap(wanted, got) {
  if (wanted.length === 0 && got.length === 0) return [1, 1, 1];
  if (wanted.length === 0 || got.length === 0) return [0, 0, 0];
  const bag = new Map();
  for (const item of wanted) bag.set(item, (bag.get(item) ?? 0) + 1);
  let common = 0;
  for (const item of got) {
    const left = bag.get(item) ?? 0;
    if (left > 0) {
      bag.set(item, left - 1);
      common++;
    }
  }
  const precision = common / got.length;
  const recall = common / wanted.length;
  return [precision, recall, common === 0 ? 0 : (2 * precision * recall) / (precision + recall)];
}

/**
 * @param {string[][]} clean rows, the header first
 * @param {{ columns: string[], rows: (string | null)[][] } | { error: string }} loaded
 * @returns {number[]} ten figures from 0 to 1
 */
export function measuresOf(clean, loaded) {
  if (clean.length === 0) return new Array(10).fill(1);
  if ("error" in loaded) return new Array(10).fill(0);
  const [header = [], ...records] = clean;
  const joined = (row) => row.map(normalise).join("");
  return [
    1,
    ...overlap(header.map(normalise), loaded.columns.map(normalise)),
    ...overlap(records.map(joined), loaded.rows.map(joined)),
    ...overlap(
      records.flat(),
      loaded.rows.flatMap((row) => row.map((cell) => cell ?? "")),
    ),
  ];
}
