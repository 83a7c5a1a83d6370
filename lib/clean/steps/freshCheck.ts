import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { columnFamily } from "../columnFamily.ts";
import { writtenText } from "../fields.ts";
import type { Check } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, type StepInput } from "../stepInput.ts";
import type { TreeEntry } from "../yamlTree.ts";

/**
 * Asserts that the newest time of a column is at most so long before a moment: that of the run, in UTC, or one that is
 * written. A column without any time is not fresh.
 */
export function freshCheck(input: StepInput, { key, keyPlace, value }: TreeEntry): Omit<Check, "stops"> {
  const column = columnOf(input, { value: key, place: keyPlace });
  if (columnFamily(column.type) !== "time" || /^TIME\b(?!STAMP)/i.test(column.type))
    throw new StepError(
      `"${key}" holds no dates or times.`,
      keyPlace,
      "Read it as such in a step before: date: COLUMN.",
    );
  const entries = value.kind === "map" ? value.entries : [];
  const within = writtenText(
    entries.find((entry) => entry.key === "within")?.value ?? value,
    key,
    "a duration",
  );
  const [, count, unit] =
    /^(\d+)\s*(minute|hour|day|week|month)s?$/i.exec(within.value.trim()) ??
    missing(within.place, within.value);
  const of = entries.find((entry) => entry.key === "of");
  const moment = of ? writtenText(of.value, "of", "a date or a time").value : null;
  const sql = moment === null ? "cast(now() as TIMESTAMP)" : `cast(${quoteLiteral(moment)} as TIMESTAMP)`;
  const newest = `cast(max(${bareName(column.name)}) as TIMESTAMP)`;
  const isFresh = `${newest} >= ${sql} - interval '${count} ${unit}'`;
  return {
    name: `newest ${column.name} is within ${within.value.trim()}${moment === null ? "" : ` of ${moment}`}`,
    column: column.name,
    counts: `select case when ${isFresh} then 0 else greatest(count(*), 1) end as failed, count(*) as rows,\n  cast(max(${bareName(column.name)}) as varchar) as example\nfrom ${input.from}`,
    failing: null,
  };
}

function missing(place: StepError["place"], text: string): never {
  throw new StepError(`"${text}" is no duration.`, place, "Write it as 36 hours, 2 days or 1 month.");
}
