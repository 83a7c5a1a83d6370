import { ChartNoAxesColumn } from "lucide-react";
import { useUiStore } from "../notebook/UiContext.tsx";

/** Shows what the columns of a cell's result hold, in the side panel. */
export function ProfileButton({ name }: { name: string }) {
  const ui = useUiStore();
  return (
    <button
      type="button"
      aria-label={`Profile ${name}`}
      onClick={() => ui.setState({ side: "profile", profiled: name })}
    >
      <ChartNoAxesColumn aria-hidden="true" />
      Profile
    </button>
  );
}
