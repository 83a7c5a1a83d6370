import { useMemo } from "react";
import { keysOf, withCustomKeys } from "../../lib/notebookKeys/customKeys.ts";
import { keyLabel } from "../../lib/notebookKeys/keyLabel.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";

import { isMac } from "../ui/isMac.ts";
import { useKeyChoice } from "./keyChoice.ts";

/** The key of an action as menus print it ("Shift+M", "D D"), whether Jupyter's or chosen; undefined where it has none. */
export function useKeyOf(): (action: NotebookAction) => string | undefined {
  const custom = useKeyChoice((state) => state.custom);
  return useMemo(() => {
    const bindings = withCustomKeys(custom);
    return (action) => {
      const key = keysOf(bindings, action)[0];
      return key
        ?.split(" ")
        .map((press) => keyLabel(press, isMac).join(isMac ? "" : "+"))
        .join(" ");
    };
  }, [custom]);
}
