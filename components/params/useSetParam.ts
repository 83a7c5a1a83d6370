import { useCallback, useRef } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import type { ParamValue } from "../../lib/params/param.ts";
import { useCommands } from "../ui/AppContext.tsx";

let gestures = 0;

export interface SetParam {
  /** A value that is whole at once, such as a choice: a step of undo of its own. */
  choose(value: ParamValue | undefined): void;
  /** A value on the way to another: all of one gesture are one step of undo. */
  move(value: ParamValue): void;
  /** A drag or a held key begins. */
  beginGesture(): void;
  /** A value that is being typed: one step of undo until there is a pause. */
  type(value: ParamValue): void;
}

/** Sets the value of an input cell, in steps of undo as people make them. */
export function useSetParam(id: CellId): SetParam {
  const commands = useCommands();
  const gesture = useRef("");
  const beginGesture = useCallback(() => {
    gesture.current = String(++gestures);
  }, []);
  return {
    beginGesture,
    choose: (value) => commands.setParam(id, value, String(++gestures)),
    move: (value) => commands.setParam(id, value, gesture.current),
    type: (value) => commands.setParam(id, value),
  };
}
