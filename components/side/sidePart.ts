/** What the panel at the right can show; each part is an entry of sideParts.tsx. */
export type SidePart = "graph" | "outline" | "history" | "profile";
