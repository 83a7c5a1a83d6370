import type { EngineError } from "../engine/protocol.ts";
import { driftOf, type Finding } from "./contract.ts";

/** Columns that an error names before it counts the rest. */
const mostNamed = 6;

/** The failure of a cell whose relation broke its contract: which columns, and what they look like now; null where none stops. */
export function stopError(name: string, findings: readonly Finding[]): EngineError | null {
  const stops = findings.filter(({ level }) => level === "stop");
  if (stops.length === 0) return null;
  const named = stops.slice(0, mostNamed).map(sentence);
  const rest = stops.length - named.length;
  if (rest > 0) named.push(`${rest} more.`);
  const isColumn = stops.some(({ finding }) => finding === "gone" || finding === "renamed");
  const hint = isColumn
    ? `Say in the builder which column is which, or accept the relation as it is now. ${driftOf(name)} has all that was found.`
    : `Mend it in a cell before, let it pass by levels:, or accept it as it is now. ${driftOf(name)} has all that was found.`;
  return { code: "sql", message: `Not as pinned: ${named.join(" ")}`, hint };
}

function sentence({ column, finding, pinned, now }: Finding): string {
  switch (finding) {
    case "gone":
      return `${column} is gone.`;
    case "renamed":
      return `${column} is gone; ${now?.replace(/\?$/, "")} looks like its new name.`;
    case "retyped":
      return `${column} was ${pinned} and is ${now}.`;
    case "added":
      return `${column} was added.`;
    case "new values":
      return `${column} has new values in ${now}.`;
    case "rows":
      return `${now} rows in place of ${pinned}.`;
    default:
      return `${finding} of ${column}: ${pinned} then, ${now} now.`;
  }
}
