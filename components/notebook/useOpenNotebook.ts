import { useCallback } from "react";
import { useCommands } from "../ui/AppContext.tsx";
import { pickFile } from "../ui/pickFile.ts";

/** Asks for a notebook file and opens it, unrun. */
export function useOpenNotebook(): () => void {
  const commands = useCommands();
  return useCallback(() => {
    void pickFile(".md,.markdown,.ipynb,.html,.sql,.ts,.qmd,.rmd,text/markdown").then(
      (file) => file && commands.openFile(file),
    );
  }, [commands]);
}
