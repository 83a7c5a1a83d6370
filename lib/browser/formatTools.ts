import type { FormatTools } from "../store/platform.ts";
import { loadAssets, saveAssets } from "./assetsStorage.ts";
import { drawPicture } from "./drawPicture.ts";

/** This browser, as reading and writing notebooks of other formats needs it; `frameUrl` is the address of /output/. */
export function createFormatTools(frameUrl: string): FormatTools {
  return { loadAssets, saveAssets, drawPicture: (chart) => drawPicture(frameUrl, chart) };
}
