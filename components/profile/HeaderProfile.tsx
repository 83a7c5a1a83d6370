import { memo, useContext, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import { binFilter } from "../../lib/profile/barFilter.ts";
import { profileSentence } from "../../lib/profile/profileWords.ts";
import type { RelationProfile } from "../../lib/profile/RelationProfile.ts";
import type { HeaderTool } from "../grid/headerTools.ts";
import { ViewOfGrid, type ViewTools } from "../view/viewTools.ts";
import styles from "./HeaderProfile.module.css";
import { Sparkline } from "./Sparkline.tsx";

/** The column whose profile is open, from which header, and whether it stays when the pointer leaves. */
export interface OpenProfile {
  at: number;
  anchor: HTMLElement;
  isPinned: boolean;
  view: ViewTools | null;
}

export type OpenStore = StoreApi<{ open: OpenProfile | null; leaving: boolean }>;

/** What headers and popover of one grid share. */
export interface SharedProfiles {
  profile: RelationProfile;
  store: OpenStore;
  tool: HeaderTool;
}

export function headerProfiles(profile: RelationProfile): SharedProfiles {
  const store: OpenStore = createStore(() => ({ open: null, leaving: false }));
  const tool: HeaderTool = {
    id: "profile",
    place: "beneath",
    draw: (_, index) => <HeaderProfile profile={profile} store={store} at={index} />,
  };
  return { profile, store, tool };
}

/** A pointer rests this long before a profile opens under it, so that crossing headers opens none. */
const restMs = 400;

/** The column's picture; a click on a bar filters, a click elsewhere and Alt+ArrowDown on the header open all about it. */
const HeaderProfile = memo(function HeaderProfile(props: {
  profile: RelationProfile;
  store: OpenStore;
  at: number;
}) {
  const { profile, store, at } = props;
  const root = useRef<HTMLButtonElement>(null);
  const view = useContext(ViewOfGrid);
  const [isSeen, setIsSeen] = useState(false);
  const state = useSyncExternalStore(profile.subscribe, () => profile.column(at));

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setIsSeen(entry?.isIntersecting === true));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => (isSeen ? profile.want(at) : undefined), [isSeen, profile, at]);

  const open = useEffectEvent((isPinned: boolean) => {
    if (root.current) store.setState({ open: { at, anchor: root.current, isPinned, view }, leaving: false });
  });
  useEffect(() => {
    const header = root.current?.closest<HTMLElement>("th, [role='columnheader']");
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== "ArrowDown") return;
      event.preventDefault();
      event.stopPropagation();
      open(true);
    };
    header?.addEventListener("keydown", onKey);
    return () => header?.removeEventListener("keydown", onKey);
  }, []);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);

  const name = profile.columns[at]?.name ?? "";
  const words = state.profile ? profileSentence(state.profile) : (state.problem ?? "not looked at yet");
  return (
    <button
      ref={root}
      type="button"
      className={styles.header}
      // The header cell has the keyboard; a stop for each picture would make a wide table endless.
      tabIndex={-1}
      aria-haspopup="dialog"
      data-filters={view ? "" : undefined}
      onPointerEnter={({ pointerType }) => {
        if (pointerType !== "mouse") return;
        clearTimeout(resting.current);
        resting.current = setTimeout(() => {
          if (!store.getState().open?.isPinned) open(false);
        }, restMs);
      }}
      onPointerLeave={() => {
        clearTimeout(resting.current);
        store.setState({ leaving: true });
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") event.stopPropagation();
      }}
      onClick={(event) => {
        event.stopPropagation();
        clearTimeout(resting.current);
        const bar = event.target instanceof SVGRectElement ? event.target.dataset.from : undefined;
        const { picture } = state.profile ?? {};
        const bin = picture?.kind === "bins" ? picture.bins.find(({ from }) => from === bar) : undefined;
        const filter = state.profile && bin ? binFilter(state.profile, bin) : null;
        const isMouse =
          event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "mouse";
        // A finger covers several bars: it opens the profile, where they are wide.
        if (view && filter && isMouse) {
          store.setState({ open: null });
          view.addFilter(filter);
        } else open(true);
      }}
    >
      <span className="visually-hidden">{`Profile of ${name}: ${words}`}</span>
      <span className={styles.drawn} aria-hidden="true">
        {state.profile ? (
          <Sparkline profile={state.profile} />
        ) : (
          <span className={styles.waiting} data-failed={state.problem !== null || undefined} />
        )}
      </span>
    </button>
  );
});
