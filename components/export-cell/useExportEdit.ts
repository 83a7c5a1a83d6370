import type { Cell } from "../../lib/notebook/document.ts";
import type { ExportRecipe } from "../../lib/writeOut/readExport.ts";
import { withFormat, withPlace } from "../../lib/writeOut/writeExport.ts";
import { withKey } from "../../lib/yaml/withKey.ts";
import { useCommands } from "../ui/AppContext.tsx";

/** Changes of the form, written into the cell's text, each one step of undo. */
export function useExportEdit(cell: Cell) {
  const commands = useCommands();
  const write = (source: string) => {
    if (source !== cell.source) commands.edit([{ type: "setSource", id: cell.id, source }]);
  };
  return {
    key: (key: string, value: unknown) => write(withKey(cell.source, key, value)),
    format: (format: string, recipe: ExportRecipe) => write(withFormat(cell.source, format, recipe)),
    place: (kind: ExportRecipe["to"]["kind"], recipe: ExportRecipe) =>
      write(withPlace(cell.source, kind, recipe)),
  };
}
