import { Suspense, useEffect, useRef } from "react";
import { useUi, useUiStore } from "../../notebook/UiContext.tsx";
import { useAppStore, useCommands } from "../../ui/AppContext.tsx";
import { lazyPart } from "../../ui/lazyPart.tsx";
import { AddMenu } from "./AddMenu.tsx";
import { AddUrlDialog } from "./AddUrlDialog.tsx";
import type { Adding } from "./adding.ts";
import { DropCard } from "./DropCard.tsx";
import { takeDrop } from "./takeDrop.ts";
import { takePaste } from "./takePaste.ts";
import { type CopyWatch, watchCopying } from "./watchCopying.ts";

const S3Dialog = lazyPart(() =>
  import("../s3/S3Dialog.tsx").then((module) => ({ default: module.S3Dialog })),
);

/** Whatever a way in needs of the page; fetched at the first sign of a hand, or of something dragged over. */
export function AddData() {
  const adding = useUi((state) => state.adding);
  const incoming = useUi((state) => state.incoming);
  const ui = useUiStore();
  const store = useAppStore();
  const commands = useCommands();
  const copying = useRef<CopyWatch>(null);
  useEffect(() => {
    copying.current = watchCopying(store);
    return () => copying.current?.stop();
  }, [store]);
  useEffect(() => {
    if (incoming === null || incoming === "over") return;
    // Mounted for good from here on: which of two things was copied later is watched from now.
    ui.setState(({ adding: shown }) => ({ incoming: null, adding: shown ?? { show: "nothing" } }));
    if ("files" in incoming) void takeDrop(incoming, store.getState(), commands);
    else void takePaste(incoming, copying.current?.cellsAreLast() ?? false, store.getState(), commands);
  }, [incoming, ui, store, commands]);
  // What closes may already have been replaced by what it opened.
  const close = (shown: Adding) =>
    ui.setState((state) => (state.adding === shown ? { adding: { show: "nothing" } } : {}));
  return (
    <>
      {adding?.show === "menu" && <AddMenu trigger={adding.trigger} onClose={() => close(adding)} />}
      {adding?.show === "url" && <AddUrlDialog into={adding.into} onClose={() => close(adding)} />}
      {adding?.show === "s3" && (
        <Suspense>
          <S3Dialog address={adding.address} onClose={() => close(adding)} />
        </Suspense>
      )}
      {incoming === "over" && <DropCard />}
    </>
  );
}
