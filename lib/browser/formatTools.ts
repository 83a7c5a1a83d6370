import type { FormatTools } from "../store/platform.ts";
import { loadAssets, saveAssets } from "./assetsStorage.ts";
import { conversionsInWorker } from "./convertInWorker.ts";
import { drawPicture } from "./drawPicture.ts";

/** This browser, as reading and writing notebooks of other formats needs it; `at` gives the address of a file of the app. */
export function createFormatTools(at: (path: string) => string): FormatTools {
  return {
    conversions: conversionsInWorker(at("formats/convert.js")),
    loadAssets,
    saveAssets,
    drawPicture: (chart) => drawPicture(at("output/"), chart),
  };
}
