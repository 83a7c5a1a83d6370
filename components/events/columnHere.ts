import type { Column } from "../../lib/engine/protocol.ts";
import type { FormContext } from "./EventsBuilder.tsx";

/** The column that says who, when or what here: as the text says, else as guessed. */
export function columnHere(
  { choices, columns, guessed }: FormContext,
  role: "entity" | "time" | "event",
): Column | null {
  const name = choices[role];
  if (name === undefined) return guessed[role];
  return columns.find((column) => column.name.toLowerCase() === name.toLowerCase()) ?? null;
}
