import type { Column } from "../engine/protocol.ts";
import { type ChartForm, shelvesOfForm } from "./chartForms.ts";
import { columnRole } from "./columnRole.ts";
import type { Shelves } from "./readShelves.ts";
import type { Channel } from "./shelf.ts";

/** The first free shelf that suits a column; the last resort are further shelves in their order. null where all are taken. */
export function nextShelf(column: Column, form: ChartForm | null, shelves: Shelves): Channel | null {
  const isNumber = columnRole(column) === "number";
  const axes = shelvesOfForm(form);
  const own = isNumber && form !== "map" ? axes.toReversed() : axes;
  const wanted: Channel[] = isNumber
    ? [...own, "color", "size", "tooltip"]
    : [...(form === "arc" || form === "map" ? [] : own), "color", "row", "column", "detail", "tooltip"];
  return wanted.find((channel) => shelves[channel] === undefined) ?? null;
}

/** The shelves to show: those of the form, those that every chart has, and what else the chart says. */
export function shownShelves(form: ChartForm | null, shelves: Shelves): Channel[] {
  const always: Channel[] = [...shelvesOfForm(form), "color", "size", "row", "column", "detail", "tooltip"];
  const said = Object.keys(shelves).filter(
    (channel): channel is Channel => !always.some((one) => one === channel),
  );
  const faceless = form === "map" ? ["row", "column"] : form === "arc" ? ["size"] : [];
  return [...shelvesOfForm(form), ...said, ...always.slice(shelvesOfForm(form).length)].filter(
    (channel) => shelves[channel] !== undefined || !faceless.includes(channel),
  );
}
