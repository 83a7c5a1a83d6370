import { type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { type HeaderTool, HeaderTools } from "../grid/headerTools.ts";
import { isProfiled } from "./isProfiled.ts";
import { loadProfiles, type Profiles } from "./loadProfiles.ts";
import { profileHeightPx } from "./profileHeight.ts";
import { useProfileBook } from "./useProfileBook.ts";

/** Holds the place of a profile, so that nothing moves when it is drawn. */
const place: HeaderTool = {
  id: "profile",
  place: "beneath",
  draw: () => <span style={{ display: "block", height: profileHeightPx }} />,
};

/** Draws what fills each column into the headers of the grid within, once its rows are on screen. */
export function WithProfiles(props: {
  /** The cell that made the rows, and its name. */
  cell: { id: string; name: string };
  result: KeptResult;
  children: ReactNode;
}) {
  const { cell, result, children } = props;
  const outer = useContext(HeaderTools);
  const openBook = useProfileBook();
  const [profiles, setProfiles] = useState<Profiles | null>(null);
  const isShown = isProfiled(result);
  useEffect(() => {
    if (!isShown || profiles) return;
    let isHere = true;
    // Behind the rows themselves; where it cannot be fetched, the grid is what it is without.
    const timer = setTimeout(() => {
      loadProfiles().then(
        (loaded) => isHere && setProfiles(loaded),
        () => undefined,
      );
    }, 50);
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [isShown, profiles]);
  const drawn = useMemo(
    () => (isShown && profiles ? profiles.headerProfiles(openBook(profiles).ofResult(result)) : null),
    [isShown, profiles, openBook, result],
  );
  const tools = useMemo(() => (isShown ? [...outer, drawn?.tool ?? place] : outer), [outer, isShown, drawn]);
  return (
    <HeaderTools value={tools}>
      {children}
      {drawn && profiles && <profiles.ProfilePopover shared={drawn} cell={cell} />}
    </HeaderTools>
  );
}
