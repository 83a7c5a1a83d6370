import { Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { RelationSelect } from "../relation/RelationSelect.tsx";
import { useCommands } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind } from "./cellKind.ts";
import styles from "./chartKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { RunOutput } from "./RunOutput.tsx";

export const matchKind: CellKind = {
  kind: "match",
  label: "Match",
  short: "Match",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
  Builder: MatchCellBuilder,
  Controls: MatchControls,
};

const MatchBuilder = lazyPart(() =>
  import("../match/MatchBuilder.tsx").then((module) => ({ default: module.MatchBuilder })),
);

function MatchCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <MatchBuilder {...props} />
    </Suspense>
  );
}

/** Which relations are matched: one with another, or one with itself. */
function MatchControls({ cell, label }: { cell: Cell; label: string }) {
  const { from, left, right } = cell.options;
  const isOne = from !== undefined || (left === undefined && right === undefined);
  return (
    <>
      {isOne ? (
        <Relation cell={cell} label={label} option="from" word="in" />
      ) : (
        <Relation cell={cell} label={label} option="left" word="link" />
      )}
      {isOne ? (
        from && <Relation cell={cell} label={label} option="right" word="with" />
      ) : (
        <Relation cell={cell} label={label} option="right" word="with" />
      )}
      <FaceToggle cell={cell} label={label} text="Text" />
    </>
  );
}

function Relation(props: { cell: Cell; label: string; option: "from" | "left" | "right"; word: string }) {
  const { cell, label, option, word } = props;
  const commands = useCommands();
  const isRight = option === "right";
  return (
    <RelationSelect
      cell={cell}
      word={word}
      label={`${isRight ? "Relation on the right" : "Relation"} of ${label}`}
      value={cell.options[option] ?? ""}
      {...(isRight ? { none: "itself", optional: true } : {})}
      onChoose={(name) => choose(commands, cell, option, name)}
    />
  );
}

/** A relation on the right makes a link of a search for duplicates; without it the link is one again. Keys are guessed anew. */
function choose(
  commands: ReturnType<typeof useCommands>,
  { id, options }: Cell,
  option: "from" | "left" | "right",
  value: string,
): void {
  const set = (key: string, to: string | null) => ({ type: "setOption", id, key, value: to }) as const;
  if (option !== "right") {
    commands.edit([set(option, value), set(option === "from" ? "key" : "left_key", null)]);
    return;
  }
  const left = options.left ?? options.from ?? "";
  const leftKey = options.left_key ?? options.key ?? null;
  commands.edit(
    value === ""
      ? [
          set("from", left),
          set("key", leftKey),
          set("left", null),
          set("left_key", null),
          set("right", null),
          set("right_key", null),
        ]
      : [
          set("from", null),
          set("key", null),
          set("left", left),
          set("left_key", leftKey),
          set("right", value),
          set("right_key", null),
        ],
  );
}
