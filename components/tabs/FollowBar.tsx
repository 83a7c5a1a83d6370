import { Radio } from "lucide-react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Bar } from "../ui/Bar.tsx";
import { Button } from "../ui/Button.tsx";

const words = {
  elsewhere: [
    "Open in another tab — this one follows.",
    "What is saved there appears here. Editing here takes over.",
  ],
  taken: [
    "Another tab took over — this one follows.",
    "Everything from here is saved. Editing here takes over again.",
  ],
  taking: ["Taking over…", "The other tab saves what it has first."],
} as const;

/** Over a notebook that another tab writes. */
export function FollowBar() {
  const following = useApp((state) => state.following);
  const commands = useCommands();
  if (following === null) return null;
  const [what, more] = words[following];
  return (
    <Bar
      label="Other tab"
      icon={<Radio />}
      isNews
      text={
        <>
          <strong>{what}</strong> {more}
        </>
      }
    >
      <Button
        label="Take over"
        aria-disabled={following === "taking"}
        onClick={(event) => {
          // The bar goes with its button; the keyboard stays in the notebook.
          const { currentTarget } = event;
          void commands.takeOver().then(() => {
            if (document.activeElement === currentTarget || document.activeElement === document.body)
              document.querySelector("main")?.focus({ preventScroll: true });
          });
        }}
      />
    </Bar>
  );
}
