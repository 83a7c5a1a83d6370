import type { ComponentType, LazyExoticComponent } from "react";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { SidePart } from "./sidePart.ts";

/** One part of the panel: `Body` fills it below the tabs and scrolls by itself. */
export interface SidePartEntry {
  part: SidePart;
  label: string;
  Body: ComponentType | LazyExoticComponent<ComponentType>;
}

const FlowPanel = lazyPart(() =>
  import("../flow/FlowPanel.tsx").then((module) => ({ default: module.FlowPanel })),
);
const Outline = lazyPart(() =>
  import("../outline/Outline.tsx").then((module) => ({ default: module.Outline })),
);
const HistoryPanel = lazyPart(() =>
  import("../history/HistoryPanel.tsx").then((module) => ({ default: module.HistoryPanel })),
);
const ProfilePanel = lazyPart(() =>
  import("../profile/ProfilePanel.tsx").then((module) => ({ default: module.ProfilePanel })),
);

/** In the order of their tabs. */
export const sideParts: readonly SidePartEntry[] = [
  { part: "graph", label: "Graph", Body: FlowPanel },
  { part: "outline", label: "Outline", Body: Outline },
  { part: "history", label: "History", Body: HistoryPanel },
  { part: "profile", label: "Profile", Body: ProfilePanel },
];
