import { useMemo } from "react";
import { sliderPlaces } from "../../lib/params/steppedNumber.ts";
import type { ControlProps, Of } from "./control.ts";
import styles from "./controls.module.css";

/** A slider over exact values: the control counts places, so that no float stands for a decimal. */
export function SliderControl({ id, definition, value, describedBy, set }: ControlProps<Of<"slider">>) {
  const places = useMemo(() => sliderPlaces(definition), [definition]);
  const text = typeof value === "string" ? value : definition.value;
  return (
    <span className={styles.slider}>
      <input
        id={id}
        type="range"
        className={styles.range}
        aria-describedby={describedBy}
        aria-valuetext={text}
        min={0}
        max={places.last}
        step={1}
        value={places.placeOf(text)}
        onPointerDown={set.beginGesture}
        onKeyDown={(event) => {
          if (!event.repeat) set.beginGesture();
        }}
        onChange={(event) => set.move(places.valueAt(Number(event.target.value)))}
      />
      <output htmlFor={id} className={styles.shown} style={{ minWidth: `${widest(definition)}ch` }}>
        {text}
      </output>
    </span>
  );
}

/** The value keeps its place whatever it is. */
function widest({ min, max, value }: Of<"slider">): number {
  return Math.max(min.length, max.length, value.length);
}
