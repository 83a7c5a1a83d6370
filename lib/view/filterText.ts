import type { Filter } from "./gridView.ts";

/** A chip says so many values before it counts the others. */
const spokenValues = 3;

/** A value so long is cut in a chip. */
const spokenLength = 40;

/** What a filter lets through, in the words of a chip: `name contains “abc”`. */
export function filterText(filter: Filter): string {
  return `${filter.column} ${conditionText(filter)}`;
}

function conditionText(filter: Filter): string {
  switch (filter.kind) {
    case "null":
      return filter.isNull ? "is NULL" : "is not NULL";
    case "range":
      return rangeText(filter);
    case "text": {
      const { how, text, matchCase, not } = filter;
      const verb = (not ? verbs[how].not : verbs[how].yes) + (matchCase ? " (same case)" : "");
      return `${verb} ${quoted(text)}${not ? " or is NULL" : ""}`;
    }
    case "values": {
      const { values, not } = filter;
      const shown = values.slice(0, spokenValues).map((value) => (value === null ? "NULL" : quoted(value)));
      const more = values.length - shown.length;
      const list = [...shown, ...(more > 0 ? [`${more.toLocaleString("en-US")} more`] : [])];
      const isNot = not ? "is not" : "is";
      if (list.length === 0) return not ? "is any value" : "is none of its values";
      const keepsNull = not && !values.includes(null) ? ", or is NULL" : "";
      const these = list.length === 1 ? list[0] : `${not ? "any of" : "one of"} ${list.join(", ")}`;
      return `${isNot} ${these}${keepsNull}`;
    }
  }
}

const verbs = {
  contains: { yes: "contains", not: "does not contain" },
  equals: { yes: "equals", not: "does not equal" },
  starts: { yes: "starts with", not: "does not start with" },
  ends: { yes: "ends with", not: "does not end with" },
  matches: { yes: "matches", not: "does not match" },
};

function rangeText({ from, to, isToIncluded }: Extract<Filter, { kind: "range" }>): string {
  const end = to === null ? null : `${isToIncluded ? "≤" : "<"} ${to}`;
  if (from === null) return end ?? "has a value";
  if (end === null) return `≥ ${from}`;
  return from === to && isToIncluded ? `is ${from}` : `≥ ${from} and ${end}`;
}

function quoted(text: string): string {
  const one = text.replaceAll(/\s+/g, " ");
  return `“${one.length > spokenLength ? `${one.slice(0, spokenLength)}…` : one}”`;
}
