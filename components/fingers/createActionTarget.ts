import type { StoreApi } from "zustand/vanilla";
import type { ActionTarget, PagePart } from "../../lib/notebookKeys/actionTarget.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import type { AppState } from "../../lib/store/state.ts";
import { toggled, type UiStore } from "../notebook/uiStore.ts";
import { copiedElsewhere, writeCells } from "./cellClipboard.ts";
import { foldSections } from "./followSections.ts";
import { toggleLineNumbers } from "./lineNumbers.ts";

/** What everything that acts on the notebook needs of the page. */
export interface PageDeps {
  store: StoreApi<AppState>;
  commands: AppCommands;
  ui: UiStore;
}

/** What keys, palette and menus act on. */
export function createActionTarget(deps: PageDeps): ActionTarget {
  const { store, commands, ui } = deps;
  return {
    state: () => store.getState(),
    commands,
    get anchor() {
      return ui.getState().anchor;
    },
    // Every cell hears of a change, so one that is none is kept from them.
    setAnchor: (anchor) => ui.getState().anchor !== anchor && ui.setState({ anchor }),
    sections: () => ui.getState().sections,
    foldSections: (ids, folded) => foldSections(deps, ids, folded),
    toggleOutput: (ids) => ui.setState((state) => ({ folded: toggled(state.folded, ids) })),
    toggleScrolled: (ids) => ui.setState((state) => ({ scrolled: toggled(state.scrolled, ids) })),
    toggleLineNumbers,
    open: (part) => open(ui, part),
    writeClipboard: writeCells,
    copiedElsewhere,
  };
}

function open(ui: UiStore, part: PagePart): void {
  switch (part) {
    case "palette":
    case "help":
    case "keys":
      ui.setState({ dialog: part });
      break;
    case "find":
    case "replace":
      ui.setState(({ find }) => ({
        find: { replace: part === "replace" || find?.replace === true, asked: (find?.asked ?? 0) + 1 },
      }));
      break;
    case "outline":
      ui.setState(({ side }) => ({ side: side === "outline" ? null : "outline" }));
      break;
    case "scratch":
      ui.setState(({ scratch }) => ({ scratch: !scratch }));
      break;
  }
}
