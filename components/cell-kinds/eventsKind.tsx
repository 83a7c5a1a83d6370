import { Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { FromSelect } from "../relation/FromSelect.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind } from "./cellKind.ts";
import styles from "./chartKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { RunOutput } from "./RunOutput.tsx";

export const eventsKind: CellKind = {
  kind: "events",
  label: "Events",
  short: "Event",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
  Builder: EventsCellBuilder,
  Controls: EventsControls,
};

const EventsBuilder = lazyPart(() =>
  import("../events/EventsBuilder.tsx").then((module) => ({ default: module.EventsBuilder })),
);

function EventsCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <EventsBuilder {...props} />
    </Suspense>
  );
}

function EventsControls({ cell, label }: { cell: Cell; label: string }) {
  return (
    <>
      <FromSelect cell={cell} label={`Relation read by ${label}`} />
      <FaceToggle cell={cell} label={label} text="Text" />
    </>
  );
}
