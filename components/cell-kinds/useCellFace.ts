import { useState } from "react";
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
  const [began] = useState(() => (cell && cell.source.trim() === "" ? both : textOnly));
  return chosen ?? began;
}
