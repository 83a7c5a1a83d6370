import type { OutputTheme } from "../../lib/output/protocol.ts";

const paletteNames = Array.from({ length: 8 }, (_, index) => `--chart-${index + 1}`);

/** The page's own colours and type as they are on `place` now: `light-dark()` is resolved. */
export function readTheme(place: HTMLElement): OutputTheme {
  // A custom property is read back as it was written; only a real property is read as the colour that it comes to.
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  const computed = getComputedStyle(probe);
  const colour = (name: string): string => {
    probe.style.color = "";
    probe.style.color = `var(${name})`;
    return computed.color;
  };
  probe.style.fontFamily = "var(--font-ui)";
  const background = colour("--bg-raised");
  const theme: OutputTheme = {
    scheme: isDark(background) ? "dark" : "light",
    foreground: colour("--fg"),
    background,
    grid: colour("--line"),
    palette: paletteNames.map(colour),
    fontFamily: computed.fontFamily,
  };
  probe.remove();
  return theme;
}

/** Calls back when the page may have changed its colours; gives back how to stop. */
export function onThemeChange(call: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(call);
  media.addEventListener("change", call);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["class", "style", "data-theme"],
  });
  return () => {
    media.removeEventListener("change", call);
    observer.disconnect();
  };
}

function isDark(colour: string): boolean {
  const [red = 255, green = 255, blue = 255] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
