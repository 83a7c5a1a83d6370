import type { DragEvent } from "react";
import type { Column } from "../../lib/engine/protocol.ts";

const mediaType = "application/x-eider-column";

/** Takes a column along with a drag, by name; what else is dragged over a shelf is none of its business. */
export function dragColumn(event: DragEvent, { name }: Column): void {
  event.dataTransfer.setData(mediaType, name);
  event.dataTransfer.effectAllowed = "copy";
}

export function isColumnDrag(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(mediaType);
}

export function draggedColumn(event: DragEvent, columns: readonly Column[]): Column | null {
  const name = event.dataTransfer.getData(mediaType);
  return columns.find((column) => column.name === name) ?? null;
}
