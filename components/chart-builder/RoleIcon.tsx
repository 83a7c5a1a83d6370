import { Braces, CalendarClock, Hash, type LucideIcon, ToggleLeft, Type } from "lucide-react";
import type { ColumnRole } from "../../lib/chartBuilder/columnRole.ts";

const icons: Readonly<Record<ColumnRole, LucideIcon>> = {
  number: Hash,
  time: CalendarClock,
  text: Type,
  boolean: ToggleLeft,
  other: Braces,
};

/** What a column holds, beside its name. */
export function RoleIcon({ role }: { role: ColumnRole }) {
  const Icon = icons[role];
  return <Icon aria-hidden="true" size={14} />;
}
