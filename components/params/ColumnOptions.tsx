import type { CellId } from "../../lib/notebook/document.ts";
import type { ParamDefinition } from "../../lib/params/param.ts";
import { choicesColumn } from "../../lib/params/paramOf.ts";
import { relationColumns } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./InputFace.module.css";

/** Says where the relation of the options is not there, and offers to run what makes it. Does nothing by itself. */
export function ColumnOptions({ id, definition }: { id: CellId; definition: ParamDefinition }) {
  const commands = useCommands();
  const relation = choicesColumn(definition)?.relation ?? null;
  const standing = useApp((state) => (relation === null ? "there" : standingOf(state, relation)));
  if (relation === null || standing === "there") return null;
  if (standing !== "not run") return <p className={styles.note}>{words[standing](relation)}</p>;
  return (
    <div className={styles.set}>
      <span className={styles.note}>The options come from {relation}, which has not run.</span>
      <Button label={`Run ${relation}`} onClick={() => void commands.run(id)} />
    </div>
  );
}

type Standing = "there" | "not run" | "no data" | "unknown";

const words: Record<Exclude<Standing, "there" | "not run">, (relation: string) => string> = {
  "no data": (relation) => `The options come from ${relation}, whose data is not here.`,
  unknown: (relation) => `The options come from ${relation}, which nothing in this notebook is called.`,
};

function standingOf(state: AppState, relation: string): Standing {
  const key = relation.toLowerCase();
  const source = state.sources.find((candidate) => candidate.relation.toLowerCase() === key);
  if (source) return source.status === "ready" ? "there" : "no data";
  if (relationColumns(state, relation)) return "there";
  return state.document.cells.some((cell) => cell.name.toLowerCase() === key) ? "not run" : "unknown";
}
