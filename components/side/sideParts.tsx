import type { ComponentType, LazyExoticComponent } from "react";
import type { SidePart } from "./sidePart.ts";

/** One part of the panel: `Body` fills it below the tabs and scrolls by itself. */
export interface SidePartEntry {
  part: SidePart;
  label: string;
  Body: ComponentType | LazyExoticComponent<ComponentType>;
}

/** In the order of their tabs. */
export const sideParts: readonly SidePartEntry[] = [];
