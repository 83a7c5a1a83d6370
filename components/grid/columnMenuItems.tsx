import {
  ArrowLeft,
  ArrowRight,
  ClipboardCopy,
  Copy,
  EyeOff,
  MoveHorizontal,
  Pin,
  PinOff,
} from "lucide-react";
import { type CopyFormat, copyFormatNames } from "../../lib/grid/copy/copyFormatNames.ts";
import { isMac } from "../ui/isMac.ts";
import type { MenuItem } from "./columnMenu.ts";

/** What the grid's own lines in the menu of a column do, and what can be done at all. */
export interface ColumnActions {
  isPinned: boolean;
  isLast: boolean;
  canMoveLeft: boolean;
  canMoveRight: boolean;
  onPin(pinned: boolean): void;
  onHide(): void;
  onMove(by: -1 | 1): void;
  onFit(): void;
  onCopyName(): void;
  onCopyColumn(): void;
}

/** The grid's own lines in the menu of a column. */
export function columnMenuItems(does: ColumnActions): MenuItem[] {
  const alt = isMac ? "⌥" : "Alt+";
  const shifted = isMac ? "⌥⇧" : "Alt+Shift+";
  return [
    does.isPinned
      ? { id: "unpin", section: "place", label: "Unpin", icon: <PinOff />, onSelect: () => does.onPin(false) }
      : { id: "pin", section: "place", label: "Pin left", icon: <Pin />, onSelect: () => does.onPin(true) },
    {
      id: "left",
      section: "place",
      label: "Move left",
      icon: <ArrowLeft />,
      keys: `${shifted}←`,
      disabled: !does.canMoveLeft,
      onSelect: () => does.onMove(-1),
    },
    {
      id: "right",
      section: "place",
      label: "Move right",
      icon: <ArrowRight />,
      keys: `${shifted}→`,
      disabled: !does.canMoveRight,
      onSelect: () => does.onMove(1),
    },
    {
      id: "fit",
      section: "size",
      label: "Fit width",
      icon: <MoveHorizontal />,
      keys: `${alt}← → resize`,
      onSelect: does.onFit,
    },
    {
      id: "hide",
      section: "size",
      label: "Hide",
      icon: <EyeOff />,
      disabled: does.isLast,
      onSelect: does.onHide,
    },
    { id: "copyName", section: "copy", label: "Copy name", icon: <Copy />, onSelect: does.onCopyName },
    {
      id: "copyColumn",
      section: "copy",
      label: "Copy column",
      icon: <ClipboardCopy />,
      onSelect: does.onCopyColumn,
    },
  ];
}

/** The lines that copy in each format; the key copies only what is selected. */
export function copyMenuItems(onCopy: (format: CopyFormat) => void, hasKey: boolean): MenuItem[] {
  return [
    {
      id: "values",
      section: "copy",
      label: "Copy",
      icon: <Copy />,
      ...(hasKey ? { keys: isMac ? "⌘C" : "Ctrl+C" } : {}),
      onSelect: () => onCopy("values"),
    },
    ...(Object.keys(copyFormatNames) as Exclude<CopyFormat, "values">[]).map((format) => ({
      id: format,
      section: "as",
      label: `Copy as ${copyFormatNames[format]}`,
      onSelect: () => onCopy(format),
    })),
  ];
}
