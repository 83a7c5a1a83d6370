import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { SidePart } from "./sidePart.ts";

/** One part of the panel: `Body` fills it below the tabs and scrolls by itself. */
export interface SidePartEntry {
  part: SidePart;
  label: string;
  Body: ComponentType | LazyExoticComponent<ComponentType>;
}

const Outline = lazy(() => import("../outline/Outline.tsx").then((module) => ({ default: module.Outline })));

/** In the order of their tabs. */
export const sideParts: readonly SidePartEntry[] = [{ part: "outline", label: "Outline", Body: Outline }];
