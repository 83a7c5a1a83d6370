import { Suspense, useMemo } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { FooterTools } from "../grid/footerTools.ts";
import { waitingHeightPx } from "../grid/gridHeight.ts";
import { useGrid } from "../grid/useGrid.ts";
import { isProfiled } from "../profile/isProfiled.ts";
import { lazyPart } from "../ui/lazyPart.tsx";
import { ChartButton } from "./ChartButton.tsx";
import type { OutputProps } from "./cellKind.ts";
import { GroupButton } from "./GroupButton.tsx";
import { loadShownValue } from "./loadShownValue.ts";
import { Note } from "./Note.tsx";
import { ProfileButton } from "./ProfileButton.tsx";
import { placed } from "./placed.ts";
import styles from "./RunOutput.module.css";

const PlanOutput = lazyPart(() =>
  import("../plan/PlanOutput.tsx").then((module) => ({ default: module.PlanOutput })),
);
const ShownValue = lazyPart(() => loadShownValue().then((module) => ({ default: module.ShownValue })));

/** What a SQL or TypeScript cell came to: what it displayed, its rows, and what its statements did. */
export function RunOutput({ cell, label, output, stale }: OutputProps) {
  const { shown, result, messages, notices } = output;
  const isEmpty = shown.length === 0 && !result && messages.length === 0 && notices.length === 0;
  return (
    <>
      <Suspense>
        {placed(shown).map(({ key, item: value }) => (
          <ShownValue key={key} place={Number(key)} value={value} label={label} result={result} />
        ))}
      </Suspense>
      {placed(messages).map(({ key, item: message }) => (
        <Note key={key}>{sentence(message)}</Note>
      ))}
      {placed(notices).map(({ key, item: notice }) => (
        <Note key={key} tone="warn">
          {notice}
        </Note>
      ))}
      {result?.columns[0]?.name === "explain_key" ? (
        <Suspense>
          <PlanOutput cell={cell} label={label} result={result} stale={stale} />
        </Suspense>
      ) : (
        result && <Rows cell={cell} label={label} result={result} stale={stale} />
      )}
      {isEmpty && <Note>Done; nothing to show.</Note>}
    </>
  );
}

function Rows(props: { cell: Cell; label: string; result: KeptResult; stale: boolean }) {
  const { cell, label, result, stale } = props;
  const Grid = useGrid();
  // Only a relation can be drawn and profiled, and it is found by its cell's name.
  const tools = useMemo(
    () =>
      cell.name !== "" && (
        <>
          <ChartButton cell={cell} result={result} />
          <GroupButton cell={cell} />
          <ProfileButton name={cell.name} />
        </>
      ),
    [cell, result],
  );
  if (Grid)
    return (
      <FooterTools value={tools}>
        <Grid cell={cell} label={label} result={result} stale={stale} />
      </FooterTools>
    );
  const height = waitingHeightPx(result.rowCount, result.columns.length, isProfiled(result));
  return <div className={styles.waiting} style={{ height }} />;
}

function sentence(message: string): string {
  const first = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
