import { useEffect } from "react";
import { droppedItems } from "../../lib/browser/droppedItems.ts";
import { useUiStore } from "./UiContext.tsx";

/** Takes files and folders dropped anywhere in the window. */
export function useDropTarget(): void {
  const ui = useUiStore();
  useEffect(() => {
    // Entering a child comes before leaving its parent, so depth counts both.
    let depth = 0;
    const onDrag = (event: DragEvent) => {
      const { type, dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files")) return;
      if (type === "dragover") dataTransfer.dropEffect = "copy";
      if (type === "dragenter" && depth++ === 0) ui.setState({ drag: "over" });
      if (type === "dragleave" && --depth <= 0) {
        depth = 0;
        ui.setState({ drag: null });
      }
      if (type === "drop") {
        // The editor would otherwise take the drop as text.
        event.stopPropagation();
        depth = 0;
        ui.setState({ drag: droppedItems(dataTransfer) });
      }
      if (type !== "dragleave") event.preventDefault();
    };
    const types = ["dragenter", "dragleave", "dragover", "drop"] as const;
    for (const type of types) window.addEventListener(type, onDrag, true);
    return () => {
      for (const type of types) window.removeEventListener(type, onDrag, true);
    };
  }, [ui]);
}
