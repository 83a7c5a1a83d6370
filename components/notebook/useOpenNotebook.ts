import { useCallback } from "react";
import { pickFiles } from "../../lib/browser/files.ts";
import { useCommands } from "../ui/AppContext.tsx";

/** Asks for a notebook file and opens it, unrun. */
export function useOpenNotebook(): () => void {
  const commands = useCommands();
  return useCallback(() => {
    // Picked so, a file keeps the way back to it where the browser gives one: "Save" then writes it in place.
    const endings = [".md", ".markdown", ".ipynb", ".html", ".sql", ".ts", ".qmd", ".rmd", "text/markdown"];
    void pickFiles(endings, false).then(([file]) => file && commands.openFile(file));
  }, [commands]);
}
