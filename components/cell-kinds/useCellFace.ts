import { useRef } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { useApp } from "../ui/AppContext.tsx";
import { type Face, useFace } from "./faces.ts";

const both: Face = { builder: true, spec: true };
/** The text of these is written by their form, and long. */
const builtByForm = new Set(["contract"]);
const builderOnly: Face = { builder: true, spec: false };
const textOnly: Face = { builder: false, spec: true };

/**
 * Which faces a cell shows: those chosen, else its text; a new cell that says nothing yet begins with both, and one
 * whose text its form writes with that.
 */
export function useCellFace(cell: Cell | undefined): Face {
  const notebookId = useApp((state) => state.notebookId);
  const chosen = useFace(notebookId, cell?.name ?? "");
  // The form must not go away under the first letter that is typed.
  const latest = useRef<Face>(firstFace(cell));
  // Nor because the cell is called otherwise now.
  if (chosen) latest.current = chosen;
  return chosen ?? latest.current;
}

function firstFace(cell: Cell | undefined): Face {
  if (cell && builtByForm.has(cell.kind)) return builderOnly;
  return cell && cell.source.trim() === "" ? both : textOnly;
}
