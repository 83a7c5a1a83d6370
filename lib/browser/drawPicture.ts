import { paperTheme } from "../output/paperTheme.ts";
import { createOutputFrame } from "./outputFrame.ts";

const widthPx = 800;

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
    const drawn = await frame.drawChart({ ...chart, theme: paperTheme, widthPx });
    const picture = drawn.ok ? await frame.picture("png") : drawn;
    return picture.ok ? picture.value : null;
  } finally {
    frame.dispose();
    place.remove();
  }
}
