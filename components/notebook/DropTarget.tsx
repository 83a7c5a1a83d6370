import { lazy, Suspense, useEffect, useState } from "react";
import { droppedItems } from "../../lib/browser/droppedItems.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

const DropCard = lazy(() =>
  import("../data/add/DropCard.tsx").then((module) => ({ default: module.DropCard })),
);

/** Takes files and folders dropped anywhere in the window. */
export function DropTarget() {
  const commands = useCommands();
  const store = useAppStore();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child comes before leaving its parent, so depth counts both.
    let depth = 0;
    const onDrag = (event: DragEvent) => {
      const { type, dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files")) return;
      if (type === "dragenter") depth++;
      else if (type === "dragleave") depth = Math.max(0, depth - 1);
      else event.preventDefault();
      if (type === "dragover") dataTransfer.dropEffect = "copy";
      if (type === "drop") {
        // The editor would otherwise take the drop as text.
        event.stopPropagation();
        depth = 0;
        const items = droppedItems(dataTransfer);
        void import("../data/add/takeDrop.ts").then(({ takeDrop }) =>
          takeDrop(items, store.getState(), commands),
        );
      }
      setOver(depth > 0);
    };
    const types = ["dragenter", "dragleave", "dragover", "drop"] as const;
    for (const type of types) window.addEventListener(type, onDrag, true);
    return () => {
      for (const type of types) window.removeEventListener(type, onDrag, true);
    };
  }, [commands, store]);
  return over ? (
    <Suspense>
      <DropCard />
    </Suspense>
  ) : null;
}
