import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { spaceClass } from "../../sql/spaceClass.ts";
import type { Hint } from "./hint.ts";
import { inList, replacing } from "./mendSql.ts";
import type { TextFacts } from "./textFacts.ts";
import { textPatterns } from "./textPatterns.ts";
import { thresholds } from "./thresholds.ts";

/** What the texts of a column give reason to look at. */
export function textHints(column: string, facts: TextFacts): Hint[] {
  return [
    ...padded(column, facts),
    ...tokens(column, facts),
    ...mojibake(column, facts),
    ...lookAlikes(column, facts),
    ...kinds(column, facts),
  ];
}

/** A hint of rows that a pattern tells. */
function patternHint(
  column: string,
  { isSampled }: TextFacts,
  pattern: keyof typeof textPatterns,
  hint: Pick<Hint, "rule" | "tone" | "title" | "rows" | "mend">,
): Hint {
  const match = pattern === "padded" || pattern === "mojibake" ? "regexp_matches" : "regexp_full_match";
  const where = `${match}(${bareName(column)}, ${quoteLiteral(textPatterns[pattern])})`;
  return { ...hint, column, isSampled, where: () => where, filter: null };
}

function padded(column: string, facts: TextFacts): Hint[] {
  if (facts.padded === 0) return [];
  const name = bareName(column);
  const ends = `'^[${spaceClass}]+|[${spaceClass}]+$'`;
  return [
    patternHint(column, facts, "padded", {
      rule: "padded",
      tone: "look",
      title: "Texts begin or end with white space",
      rows: facts.padded,
      mend: replacing("Trim", column, `regexp_replace(${name}, ${ends}, '', 'g')`, {
        trim: { columns: [column], collapse: false },
      }),
    }),
  ];
}

function tokens(column: string, facts: TextFacts): Hint[] {
  const { tokenTexts, values, empty } = facts;
  const told = values - empty;
  if (facts.tokens === 0 || facts.tokens > thresholds.tokenShare * told) return [];
  if (facts.pairs >= thresholds.kindShare * told) return [];
  const words = [...new Set(tokenTexts.map((text) => text.trim().toLowerCase()))];
  const shown = tokenTexts.map((text) => `"${text}"`).join(", ");
  return [
    {
      rule: "null-words",
      column,
      tone: "look",
      title: `${shown} may stand for NULL`,
      rows: facts.tokens,
      isSampled: facts.isSampled,
      where: () => inList(column, tokenTexts),
      filter: { kind: "values", column, values: tokenTexts, not: false },
      mend: replacing(
        "Make them NULL",
        column,
        `case when lower(trim(${bareName(column)})) in (${words.map(quoteLiteral).join(", ")}) then null else ${bareName(column)} end`,
        { nulls: { columns: [column], texts: words } },
      ),
    },
  ];
}

function mojibake(column: string, facts: TextFacts): Hint[] {
  if (facts.mojibake === 0) return [];
  return [
    patternHint(column, facts, "mojibake", {
      rule: "mojibake",
      tone: "look",
      title: "Texts look as if they were read in a wrong character set",
      rows: facts.mojibake,
      // What was lost cannot be told from the text: the file has to be read again.
      mend: null,
    }),
  ];
}

function lookAlikes(column: string, facts: TextFacts): Hint[] {
  const groups = facts.lookAlikes;
  const [first] = groups;
  if (!first) return [];
  const example = first.texts
    .slice(0, 3)
    .map((text) => `"${text}"`)
    .join(", ");
  const others = groups.flatMap(({ texts }) => texts.slice(1));
  const texts = groups.flatMap((group) => group.texts);
  const alike = Object.fromEntries(
    groups.flatMap(({ texts: [usual = "", ...variants] }) => variants.map((variant) => [variant, usual])),
  );
  const lines = groups.map(
    (group) => `    when ${inList(column, group.texts.slice(1))} then ${quoteLiteral(group.texts[0] ?? "")}`,
  );
  return [
    {
      rule: "look-alikes",
      column,
      tone: "look",
      title: `${example} differ only in case, accents, spaces or punctuation${groups.length > 1 ? `, and ${groups.length - 1} more such group${groups.length > 2 ? "s" : ""}` : ""}`,
      rows: groups.reduce((sum, { rows }) => sum + rows, 0),
      isSampled: facts.isSampled,
      where: () => inList(column, texts),
      filter: { kind: "values", column, values: texts, not: false },
      mend:
        others.length === 0
          ? null
          : replacing(
              "Write them alike",
              column,
              `case\n${lines.join("\n")}\n    else ${bareName(column)}\n  end`,
              { map: { column, values: alike } },
            ),
    },
  ];
}

/** What the texts could be instead: at most one of these holds. */
function kinds(column: string, facts: TextFacts): Hint[] {
  const told = facts.values - facts.empty - facts.tokens;
  if (told < thresholds.leastValues) return [];
  const isMost = (count: number) => count >= thresholds.kindShare * told;
  const name = bareName(column);
  const common = { column, isSampled: facts.isSampled, filter: null, tone: "look" as const };
  const rest = (what: string) => () => `${what} is null and ${name} <> ''`;
  if (isMost(facts.iso)) return dates(column, facts);
  if (isMost(facts.localDate)) return localDates(column, facts);
  if (isMost(facts.number) && facts.leadingZero === 0) {
    const number = `try_cast(${name} as double)`;
    return [
      {
        ...common,
        rule: "numbers-as-text",
        title: "Numbers are kept as text",
        rows: told - facts.number === 0 ? null : told - facts.number,
        where: told === facts.number ? null : rest(number),
        mend: replacing(
          told === facts.number ? "Make them numbers" : "Make them numbers (the others become NULL)",
          column,
          number,
          { cast: { columns: [column], to: "DOUBLE" } },
        ),
      },
    ];
  }
  if (isMost(facts.marked) && facts.english > 0 && facts.continental > 0) {
    const continental = `regexp_full_match(${name}, ${quoteLiteral(textPatterns.continental)})`;
    return [
      {
        ...common,
        rule: "mixed-numbers",
        title: "Numbers are written in two ways: 1,234.5 and 1.234,5",
        rows: Math.min(facts.english, facts.continental),
        where: () =>
          facts.english < facts.continental
            ? `regexp_full_match(${name}, ${quoteLiteral(textPatterns.english)})`
            : continental,
        mend: replacing(
          "Make them numbers",
          column,
          `try_cast(case\n    when ${continental}\n      then replace(replace(${name}, '.', ''), ',', '.')\n    else replace(${name}, ',', '')\n  end as double)`,
          { number: { columns: [column], decimal: "auto" } },
        ),
      },
    ];
  }
  if (isMost(facts.marked) && facts.leadingZero === 0 && (facts.english > 0 || facts.continental > 0)) {
    const marks =
      facts.english > 0 ? `replace(${name}, ',', '')` : `replace(replace(${name}, '.', ''), ',', '.')`;
    return [
      {
        ...common,
        rule: "numbers-as-text",
        title: `Numbers are kept as text, with ${facts.english > 0 ? "commas before thousands" : "a comma before the fraction"}`,
        rows: null,
        where: null,
        mend: replacing("Make them numbers", column, `try_cast(${marks} as double)`, {
          number: facts.english > 0 ? [column] : { columns: [column], decimal: "," },
        }),
      },
    ];
  }
  if (isMost(facts.unit) && facts.units.length > 0 && facts.units.length <= 8) {
    const units = facts.units.join(", ");
    return [
      {
        ...common,
        rule: "numbers-with-units",
        title: `Numbers are kept as text with a unit: ${units}`,
        rows: null,
        where: null,
        mend: replacing(
          facts.units.length === 1 ? "Make them numbers" : "Make them numbers (mind that units differ)",
          column,
          `try_cast(regexp_extract(${name}, '[-+]?\\d+(\\.\\d+)?') as double)`,
          { number: [column] },
        ),
      },
    ];
  }
  return [];
}

function dates(column: string, facts: TextFacts): Hint[] {
  const name = bareName(column);
  const type = facts.withClock === 0 ? "date" : facts.withZone > 0 ? "timestamptz" : "timestamp";
  const isMixed = facts.withZone > 0 && facts.withZone < facts.withClock;
  const hint: Hint = {
    rule: "times-as-text",
    column,
    tone: "look",
    title: `${facts.withClock === 0 ? "Dates" : "Times"} are kept as text`,
    rows: null,
    isSampled: facts.isSampled,
    where: null,
    filter: null,
    mend: replacing(
      `Make them ${facts.withClock === 0 ? "dates" : "times"}`,
      column,
      `try_cast(${name} as ${type})`,
      type === "timestamptz" ? undefined : { cast: { columns: [column], to: type.toUpperCase() } },
    ),
  };
  if (!isMixed && facts.offsets <= 1) return [hint];
  const zoned: Hint = {
    ...patternHint(column, facts, "withZone", {
      rule: "mixed-zones",
      tone: "look",
      title: isMixed
        ? "Some times say their time zone and others do not"
        : `Times are written in ${facts.offsets} different time zones`,
      rows: facts.withZone,
      mend: replacing(
        "Make them moments (those without a zone as UTC)",
        column,
        `try_cast(${name} as timestamptz)`,
      ),
    }),
  };
  return [zoned];
}

/** 31/12/2024 and 12/31/2024: which of both only a number past 12 tells. */
function localDates(column: string, facts: TextFacts): Hint[] {
  const { dayFirst, monthFirst } = facts;
  const name = bareName(column);
  const mend = (order: string) => {
    const formats = ["/", ".", "-"].map((mark) => [...order].map((part) => `%${part}`).join(mark));
    const list = formats.map(quoteLiteral).join(", ");
    return replacing("Make them dates", column, `try_strptime(trim(${name}), [${list}])::date`, {
      date: { columns: [column], formats },
    });
  };
  const common = { column, isSampled: facts.isSampled, tone: "look" as const, filter: null };
  if (dayFirst > 0 && monthFirst > 0)
    return [
      patternHint(column, facts, dayFirst < monthFirst ? "dayFirst" : "monthFirst", {
        rule: "mixed-dates",
        tone: "look",
        title: "Some dates begin with the day and others with the month",
        rows: Math.min(dayFirst, monthFirst),
        mend: null,
      }),
    ];
  const isKnown = dayFirst + monthFirst > 0;
  return [
    {
      ...common,
      rule: "times-as-text",
      title: isKnown
        ? `Dates are kept as text, the ${dayFirst > 0 ? "day" : "month"} first`
        : "Dates are kept as text; nothing tells whether the day or the month comes first",
      rows: null,
      where: null,
      mend: isKnown ? mend(dayFirst > 0 ? "dmY" : "mdY") : null,
    },
  ];
}
