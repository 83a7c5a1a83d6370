import { useMemo, useRef } from "react";
import type { OutputFrame } from "../../lib/browser/outputFrame.ts";
import { ChartProblem } from "../chart/ChartProblem.tsx";
import { useOutputFrame } from "../chart/useOutputFrame.ts";
import { type Place, usePlace } from "../chart/usePlace.ts";
import styles from "./HtmlOutput.module.css";

/** HTML or SVG that a cell displayed, in a frame where it can neither run, load nor lie over the page. */
export function HtmlOutput({ html, label = "Displayed HTML" }: { html: string; label?: string }) {
  const place$ = useRef<HTMLDivElement>(null);
  const place = usePlace(place$);
  const draw = useMemo(
    () =>
      (frame: OutputFrame, { theme, widthPx }: Place) =>
        frame.drawHtml({ html, theme, widthPx }),
    [html],
  );
  const { drawn } = useOutputFrame(place$, place, draw, label);
  const heightPx = drawn?.ok ? drawn.value.heightPx : 40;
  return (
    <>
      {drawn && !drawn.ok ? <ChartProblem error={drawn.error} /> : null}
      <div ref={place$} className={styles.frame} style={{ height: drawn?.ok === false ? 0 : heightPx }} />
      {drawn?.ok && drawn.value.warnings.length > 0 ? (
        <p className={styles.left}>{drawn.value.warnings.join(" ")}</p>
      ) : null}
    </>
  );
}
