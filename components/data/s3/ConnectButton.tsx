import { Plug } from "lucide-react";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { useCommands } from "../../ui/AppContext.tsx";

/** Asks for a connection to an address in a bucket. */
export function ConnectButton({ address, className }: { address: string; className: string | undefined }) {
  const ui = useUiStore();
  const commands = useCommands();
  return (
    <button
      type="button"
      className={className}
      onClick={() => {
        // One dialog at a time.
        commands.findFiles(false);
        ui.setState({ adding: { show: "s3", address } });
      }}
    >
      <Plug aria-hidden="true" /> Connect…
    </button>
  );
}
