import type { AppCommands } from "../../lib/store/commands.ts";
import type { LibraryEntry } from "../../lib/store/library/libraryEntry.ts";

/** Shows a notebook in a tab of its own. */
export function openInNewTab(commands: AppCommands, { notebook }: LibraryEntry): void {
  void commands
    .library()
    .then((library) => window.open(library.addressOf(notebook.id), "_blank", "noopener"));
}
