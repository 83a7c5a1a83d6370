import type { OutputTheme } from "../output/protocol.ts";
import { createOutputFrame } from "./outputFrame.ts";

const widthPx = 800;

/** Pictures go into files that are read on paper and on pages of any colour, so they are light. */
const theme: OutputTheme = {
  scheme: "light",
  foreground: "#16222a",
  background: "#ffffff",
  grid: "#dce3e6",
  palette: ["#128a8c", "#d2691e", "#4a7fd0", "#b8569a", "#a07d0a", "#7a6fce", "#cc5252", "#6d8591"],
  fontFamily: "system-ui, sans-serif",
};

/** Draws a chart in a frame of its own, out of sight, and gives its picture; null where it cannot be drawn. */
export async function drawPicture(
  frameUrl: string,
  chart: { spec: unknown; columns: { name: string; values: unknown[] }[] },
): Promise<string | null> {
  const place = document.createElement("div");
  // Out of sight and not hidden: a frame that is not laid out draws nothing.
  Object.assign(place.style, { position: "fixed", left: "-10000px", top: "0", width: `${widthPx}px` });
  place.ariaHidden = "true";
  document.body.append(place);
  const frame = createOutputFrame(place, frameUrl, { title: "Picture of a chart" });
  try {
    const drawn = await frame.drawChart({ ...chart, theme, widthPx });
    const picture = drawn.ok ? await frame.picture("png") : drawn;
    return picture.ok ? picture.value : null;
  } finally {
    frame.dispose();
    place.remove();
  }
}
