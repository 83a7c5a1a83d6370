import { X } from "lucide-react";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { RowFilter } from "../../lib/profile/rowFilter.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { Button } from "../ui/Button.tsx";
import { placePanel } from "../ui/placePanel.ts";
import { focusPlaceOf } from "../view/focusPlaceOf.ts";
import type { OpenProfile, SharedProfiles } from "./HeaderProfile.tsx";
import { HintList } from "./HintList.tsx";
import { ProfileFigures } from "./ProfileFigures.tsx";
import styles from "./ProfilePopover.module.css";

/** The pointer may take this long on its way from a header to what opened. */
const leaveMs = 250;

/** All about the column under the pointer, or the one that was chosen: then it stays, and has the keyboard. */
export function ProfilePopover({
  shared,
  cell,
}: {
  shared: SharedProfiles;
  cell: { id: string; name: string };
}) {
  const open = useStore(shared.store, (state) => state.open);
  return open && <Panel key={open.at} open={open} shared={shared} cell={cell} />;
}

function Panel(props: { open: OpenProfile; shared: SharedProfiles; cell: { id: string; name: string } }) {
  const { open, shared, cell } = props;
  const { profile, store } = shared;
  const { at, anchor, isPinned, view } = open;
  const panel = useRef<HTMLDivElement>(null);
  const ui = useUiStore();
  const [isOver, setIsOver] = useState(false);
  const leaving = useStore(store, (state) => state.leaving);
  const state = useSyncExternalStore(profile.subscribe, () => profile.column(at));
  const column = profile.columns[at];

  useEffect(() => profile.look(at), [profile, at]);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    placePanel(element, anchor.getBoundingClientRect());
    // It grows once more is known, and stays within the window.
    const observer = new ResizeObserver(() => placePanel(element, anchor.getBoundingClientRect()));
    observer.observe(element);
    return () => observer.disconnect();
  }, [anchor]);
  useEffect(() => {
    if (isPinned) panel.current?.focus({ preventScroll: true });
  }, [isPinned]);

  const close = useEffectEvent((isBack: boolean) => {
    const hadFocus = panel.current?.contains(document.activeElement);
    store.setState({ open: null, leaving: false });
    if (isBack && hadFocus) focusPlaceOf(anchor).focus({ preventScroll: true });
  });
  useEffect(() => {
    if (isPinned || isOver || !leaving) return;
    const timer = setTimeout(() => close(false), leaveMs);
    return () => clearTimeout(timer);
  }, [isPinned, isOver, leaving]);
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      const { target } = event;
      if (target instanceof Node && !panel.current?.contains(target) && !anchor.contains(target))
        close(false);
    };
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && panel.current?.contains(target)) return;
      if (anchor.isConnected && panel.current) placePanel(panel.current, anchor.getBoundingClientRect());
      if (!anchor.isConnected) close(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") close(true);
    };
    document.addEventListener("pointerdown", onDown);
    document.addEventListener("scroll", onScroll, true);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onDown);
      document.removeEventListener("scroll", onScroll, true);
      document.removeEventListener("keydown", onKey);
    };
  }, [anchor]);
  if (!column) return null;

  const onFilter = view
    ? (filter: RowFilter) => {
        view.addFilter(filter);
        close(true);
      }
    : null;
  return (
    <div
      ref={panel}
      popover="manual"
      role="dialog"
      aria-label={`Profile of ${column.name}`}
      className={styles.popover}
      tabIndex={-1}
      onPointerEnter={() => setIsOver(true)}
      onPointerLeave={() => {
        setIsOver(false);
        store.setState({ leaving: true });
      }}
      onKeyDown={(event) => {
        // Keys in here are not the notebook's.
        if (event.key === "Escape") {
          event.preventDefault();
          close(true);
        }
        event.stopPropagation();
      }}
    >
      <header className={styles.head}>
        <strong>{column.name}</strong>
        <span>{column.type.toLowerCase()}</span>
        <Button
          icon={<X />}
          label="Close"
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={() => close(true)}
        />
      </header>
      {state.problem !== null && (
        <p role="alert" className={styles.problem}>
          This column could not be profiled: {state.problem}
        </p>
      )}
      {state.profile ? (
        <ProfileFigures profile={state.profile} details={state.details} onFilter={onFilter} />
      ) : (
        state.problem === null && <p className={styles.quiet}>Looking at the rows…</p>
      )}
      {state.hints && (
        <HintList
          hints={state.hints}
          relation={cell.name}
          after={cell.id}
          onFilter={onFilter}
          onInserted={() => close(false)}
        />
      )}
      <button
        type="button"
        className={styles.more}
        onClick={() => {
          close(false);
          ui.setState({ side: "profile", profiled: cell.name });
        }}
      >
        Profile of all columns
      </button>
    </div>
  );
}
