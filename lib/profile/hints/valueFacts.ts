import { quoteIdentifier } from "../../sql/quote.ts";
import { type AskRows, numberAt } from "../askRows.ts";
import type { ColumnDetails, ColumnProfile } from "../columnProfile.ts";
import { isNumeric } from "../family.ts";
import type { AskedColumn } from "../profileSql.ts";
import { plainTime } from "../timeBins.ts";
import { thresholds } from "./thresholds.ts";
import { noValueFacts, type ValueFacts } from "./valueHints.ts";

const sentinelDates = ["0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31"];

/** Counts what hints of numbers and times rest on. `year` is the present one. Rejects where a statement fails. */
export async function valueFacts(
  ask: AskRows,
  from: string,
  column: AskedColumn,
  about: { profile: ColumnProfile; details: ColumnDetails; year: number },
): Promise<ValueFacts> {
  const { family, name } = column;
  const value = quoteIdentifier(name);
  const { details, profile, year } = about;
  if (isNumeric(family) && details.quartiles) {
    const [first, , third] = details.quartiles.values.map(Number);
    const reach = thresholds.outlierReach * ((third ?? 0) - (first ?? 0));
    if (!(reach > 0) || first === undefined || third === undefined) return noValueFacts;
    const [low, high] = [first - reach, third + reach];
    if (Number(profile.min) >= low && Number(profile.max) <= high) return noValueFacts;
    const beyond = `${value}::DOUBLE < ${low} or ${value}::DOUBLE > ${high}`;
    const finite = family === "float" ? ` and isfinite(${value})` : "";
    const [row] = await ask(`select count(*)::DOUBLE as n from ${from} where (${beyond})${finite}`, 1);
    return { ...noValueFacts, outliers: { rows: numberAt(row, "n"), low, high } };
  }
  if (family !== "date" && family !== "moment" && family !== "zoned") return noValueFacts;
  const date = `try_cast(${plainTime(value, family)} as DATE)`;
  const counted = sentinelDates.map(
    (text, index) => `count(*) filter (d = DATE '${text}')::DOUBLE as s${index}`,
  );
  const future = `${year + thresholds.futureYears}-01-01`;
  const [row] = await ask(
    `select ${counted.join(", ")}, count(*)::DOUBLE as n, count(distinct d)::DOUBLE as days,
      count(*) filter (d >= DATE '${future}' and d <> DATE '9999-12-31')::DOUBLE as future
      from (select ${date} as d from ${from} where ${value} is not null and isfinite(${value}))`,
    1,
  );
  return {
    outliers: null,
    sentinels: sentinelDates.map((text, index) => ({ date: text, rows: numberAt(row, `s${index}`) })),
    rowsPerDay: numberAt(row, "n") / Math.max(1, numberAt(row, "days")),
    future: { rows: numberAt(row, "future"), from: future },
  };
}
