import { memo, useEffect, useRef, useState } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { Cell } from "../cell/Cell.tsx";
import { LightCell } from "../cell/LightCell.tsx";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./CellList.module.css";
import { InsertCell } from "./InsertCell.tsx";
import { watchPlace } from "./nearPlaces.ts";

/**
 * The place of one cell in the list. The cell is drawn once it is near what is seen, or selected; until then its text
 * stands there, light, for whoever searches the page or reads it aloud. What is far is not laid out or painted, and
 * of many cells that were drawn the oldest become light again, as high as they were.
 */
export const CellPlace = memo(function CellPlace(props: { id: CellId; isEarly: boolean; isLast: boolean }) {
  const { id, isEarly, isLast } = props;
  const place = useRef<HTMLDivElement>(null);
  const isSelected = useApp((state) => state.selection.cellId === id);
  const [near, setNear] = useState(isEarly);
  const [drawn, setDrawn] = useState(isEarly);
  // Its height is known: it was laid out before.
  const [wasNear, setWasNear] = useState(isEarly);
  const [heightPx, setHeightPx] = useState<number | undefined>();
  if (!drawn && (near || isSelected)) setDrawn(true);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    return watchPlace(element, (news) => {
      if (news === "near") setWasNear(true);
      if (news === "draw") setDrawn(true);
      else if (news === "leave") {
        setHeightPx(element.firstElementChild?.clientHeight);
        setDrawn(false);
      } else setNear(news === "near");
    });
  }, []);
  return (
    <div
      ref={place}
      className={styles.item}
      data-far={(drawn && wasNear && !near && !isSelected) || undefined}
    >
      {drawn ? <Cell id={id} /> : <LightCell id={id} heightPx={heightPx} />}
      {drawn || isLast ? <InsertCell after={id} always={isLast} /> : <div className={styles.gap} />}
    </div>
  );
});
