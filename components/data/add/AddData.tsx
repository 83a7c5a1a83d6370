import { useEffect } from "react";
import { useUi, useUiStore } from "../../notebook/UiContext.tsx";
import { useAppStore, useCommands } from "../../ui/AppContext.tsx";
import { AddMenu } from "./AddMenu.tsx";
import { AddUrlDialog } from "./AddUrlDialog.tsx";
import type { Adding } from "./adding.ts";
import { DropCard } from "./DropCard.tsx";
import { listenForPaste } from "./pasteTarget.ts";
import { takeDrop } from "./takeDrop.ts";

/** Whatever a way in needs of the page; fetched at the first sign of a hand, or of something dragged over. */
export function AddData() {
  const adding = useUi((state) => state.adding);
  const drag = useUi((state) => state.drag);
  const ui = useUiStore();
  const store = useAppStore();
  const commands = useCommands();
  useEffect(() => listenForPaste(store, commands), [store, commands]);
  useEffect(() => {
    if (drag === null || drag === "over") return;
    // Mounted for good from here on, so that pasting works.
    ui.setState(({ adding: shown }) => ({ drag: null, adding: shown ?? { show: "nothing" } }));
    void takeDrop(drag, store.getState(), commands);
  }, [drag, ui, store, commands]);
  // What closes may already have been replaced by what it opened.
  const close = (shown: Adding) =>
    ui.setState((state) => (state.adding === shown ? { adding: { show: "nothing" } } : {}));
  return (
    <>
      {adding?.show === "menu" && <AddMenu trigger={adding.trigger} onClose={() => close(adding)} />}
      {adding?.show === "url" && <AddUrlDialog into={adding.into} onClose={() => close(adding)} />}
      {drag === "over" && <DropCard />}
    </>
  );
}
