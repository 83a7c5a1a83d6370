import { FileClock } from "lucide-react";
import { isOnDisk } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Bar } from "../ui/Bar.tsx";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";

/** Over a notebook whose file on the disk was changed by somebody else: what changed, and what can be done about it. */
export function DiskBar() {
  const disk = useApp((state) => state.disk);
  const isEditedHere = useApp((state) => !isOnDisk(state));
  const commands = useCommands();
  if (!disk?.outside) return null;
  const { name, outside } = disk;
  const isGone = outside.change === "gone";
  return (
    <Bar
      label="File on the disk"
      icon={<FileClock />}
      tone="warn"
      isNews
      text={
        <>
          <strong>
            {isGone
              ? `${name} is gone from the disk, or is no text any more.`
              : `${name} changed on the disk`}
          </strong>
          {isGone
            ? " The notebook is kept in this browser."
            : `: ${linesText(outside.added, outside.removed)}. ${
                isEditedHere ? "It was changed here as well; nothing is overwritten until you say so." : ""
              }`}
        </>
      }
    >
      {!isGone && (
        <Button
          label="Reload from disk"
          tone={isEditedHere ? "plain" : "primary"}
          {...(isEditedHere ? { hint: "what was changed here is kept in Notebooks" } : {})}
          onClick={() => void commands.disk().then((file) => file.reload())}
        />
      )}
      {!isGone && isEditedHere && (
        <Button
          label="Overwrite"
          tone="danger"
          onClick={() => void commands.disk().then((file) => file.overwrite())}
        />
      )}
      {(isGone || isEditedHere) && (
        <Button
          label={isGone ? "Save as…" : "Save as a copy…"}
          tone={isGone ? "primary" : "plain"}
          onClick={() => void commands.saveFileAs()}
        />
      )}
      {!isGone && (
        <Button label="Keep mine" onClick={() => void commands.disk().then((file) => file.keepMine())} />
      )}
    </Bar>
  );
}

function linesText(added: number, removed: number): string {
  if (added === 0 && removed === 0) return "lines moved or line ends changed";
  const parts = [
    added > 0 ? `${countOf(added, "line")} added` : "",
    removed > 0 ? `${countOf(removed, "line")} removed` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
