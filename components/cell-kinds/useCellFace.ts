import { useRef } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { useApp } from "../ui/AppContext.tsx";
import { type Face, useFace } from "./faces.ts";

const both: Face = { builder: true, spec: true };
const textOnly: Face = { builder: false, spec: true };

/** Which faces a cell shows: those chosen, else its text; a new cell that says nothing yet begins with both. */
export function useCellFace(cell: Cell | undefined): Face {
  const notebookId = useApp((state) => state.notebookId);
  const chosen = useFace(notebookId, cell?.name ?? "");
  // The form must not go away under the first letter that is typed.
  const latest = useRef<Face>(cell && cell.source.trim() === "" ? both : textOnly);
  // Nor because the cell is called otherwise now.
  if (chosen) latest.current = chosen;
  return chosen ?? latest.current;
}
