import { useEffect } from "react";
import { droppedItems } from "../../lib/browser/droppedItems.ts";
import { useUiStore } from "./UiContext.tsx";

/** Takes what is dropped or pasted anywhere in the window; what is meant by it is found out elsewhere. */
export function useIncoming(): void {
  const ui = useUiStore();
  useEffect(() => {
    // Entering a child comes before leaving its parent, so depth counts both.
    let depth = 0;
    const onDrag = (event: DragEvent) => {
      const { type, dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files")) return;
      if (type === "dragover") dataTransfer.dropEffect = "copy";
      if (type === "dragenter" && depth++ === 0) ui.setState({ incoming: "over" });
      if (type === "dragleave" && --depth <= 0) {
        depth = 0;
        ui.setState({ incoming: null });
      }
      if (type === "drop") {
        // The editor would otherwise take the drop as text.
        event.stopPropagation();
        depth = 0;
        ui.setState({ incoming: droppedItems(dataTransfer) });
      }
      if (type !== "dragleave") event.preventDefault();
    };
    const onPaste = ({ clipboardData, target }: ClipboardEvent) => {
      if (!clipboardData) return;
      const [html, text] = [clipboardData.getData("text/html"), clipboardData.getData("text/plain")];
      ui.setState({ incoming: { target, html, text, pastedFiles: [...clipboardData.files] } });
    };
    const types = ["dragenter", "dragleave", "dragover", "drop"] as const;
    for (const type of types) window.addEventListener(type, onDrag, true);
    window.addEventListener("paste", onPaste, true);
    return () => {
      for (const type of types) window.removeEventListener(type, onDrag, true);
      window.removeEventListener("paste", onPaste, true);
    };
  }, [ui]);
}
