import { applyCommand, type DocumentCommand } from "./commands.ts";
import type { NotebookDocument } from "./document.ts";

/** A document with its past and future. Never changes; each call answers a new one (or itself, where nothing changes). */
export interface History {
  readonly document: NotebookDocument;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Several commands given together are one step. */
  apply(command: DocumentCommand | readonly DocumentCommand[]): History;
  /** As `apply`, but part of the last step: one undo takes back both. */
  join(commands: readonly DocumentCommand[]): History;
  /** Changes the document without a step: for what is found out about it rather than done to it. */
  amend(command: DocumentCommand): History;
  undo(): History;
  redo(): History;
}

interface Step {
  /** Commands that take the step back, to be applied in order. */
  readonly back: readonly DocumentCommand[];
  /** Steps with the same key run into one while typing goes on; null for those that never do. */
  readonly typing: string | null;
  /** Its end is known, so that a pause does not end it. */
  readonly isGesture: boolean;
  readonly atMs: number;
  /** Characters of text that the step holds. */
  readonly size: number;
}

/** Typing that pauses for longer begins a new step. */
const typingPauseMs = 1000;
const maxSteps = 500;
/** Old steps go when all of them hold more characters than this: some 40 MB, whatever the size of the cells. */
const maxSize = 20_000_000;

/** What an edit leaves to be done elsewhere in the document, as part of its step. */
export type Follow = (before: NotebookDocument, after: NotebookDocument) => readonly DocumentCommand[];

interface HistoryTools {
  /** Answers milliseconds. */
  readonly clock: () => number;
  readonly follow: Follow;
}

/** The history of a document just opened: nothing to undo. */
export function createHistory(
  document: NotebookDocument,
  { clock = Date.now, follow = () => [] }: Partial<HistoryTools> = {},
): History {
  return historyOf(document, [], [], { clock, follow });
}

function historyOf(
  document: NotebookDocument,
  past: readonly Step[],
  future: readonly (readonly DocumentCommand[])[],
  tools: HistoryTools,
): History {
  const { clock, follow } = tools;
  const history: History = {
    document,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    apply(command) {
      const commands = "type" in command ? [command] : command;
      const given = applyAll(document, commands);
      if (given.document === document) return history;
      const followed = applyAll(given.document, follow(document, given.document));
      const back = [...followed.back, ...given.back];
      // What is given as a list is one deed of its own, never a letter more.
      const typing = "type" in command ? typingKey(command) : null;
      const step: Step = {
        back,
        typing,
        isGesture: isGesture(commands),
        atMs: clock(),
        size: sizeOf(back),
      };
      return historyOf(followed.document, withStep(past, step), [], tools);
    },
    join(commands) {
      const { document: changed, back } = applyAll(document, commands);
      if (changed === document) return history;
      const last = past.at(-1) ?? { back: [], atMs: 0 };
      const joined = [...back, ...last.back];
      const step: Step = { ...last, back: joined, typing: null, isGesture: false, size: sizeOf(joined) };
      return historyOf(changed, [...past.slice(0, -1), step], [], tools);
    },
    amend(command) {
      const { document: changed } = applyCommand(document, command);
      return changed === document ? history : historyOf(changed, past, future, tools);
    },
    undo() {
      const step = past.at(-1);
      if (!step) return history;
      const { document: changed, back } = applyAll(document, step.back);
      return historyOf(changed, past.slice(0, -1), [...future, back], tools);
    },
    redo() {
      const commands = future.at(-1);
      if (!commands) return history;
      const { document: changed, back } = applyAll(document, commands);
      const step: Step = { back, typing: null, isGesture: false, atMs: 0, size: sizeOf(back) };
      return historyOf(changed, [...past, step], future.slice(0, -1), tools);
    },
  };
  return history;
}

function withStep(past: readonly Step[], step: Step): readonly Step[] {
  const last = past.at(-1);
  const goesOn =
    last !== undefined &&
    step.typing !== null &&
    last.typing === step.typing &&
    (step.isGesture || step.atMs - last.atMs <= typingPauseMs);
  // The older step already leads back to before the typing began, but for what followed it only now.
  if (goesOn) {
    const led = new Set(last.back.map(({ type }) => type));
    const back = [...last.back, ...step.back.filter(({ type }) => !led.has(type))];
    return [...past.slice(0, -1), { ...last, back, atMs: step.atMs }];
  }
  const steps = [...past, step].slice(-maxSteps);
  let size = steps.reduce((sum, { size }) => sum + size, 0);
  // The last step can always be taken back.
  while (size > maxSize && steps.length > 1) size -= steps.shift()?.size ?? 0;
  return steps;
}

function sizeOf(commands: readonly DocumentCommand[]): number {
  return commands.reduce((sum, command) => {
    if (command.type === "setSource") return sum + command.source.length;
    if (command.type !== "insert" && command.type !== "splice") return sum;
    return command.cells.reduce((all, { source }) => all + source.length, sum);
  }, 0);
}

function applyAll(
  document: NotebookDocument,
  commands: readonly DocumentCommand[],
): { document: NotebookDocument; back: DocumentCommand[] } {
  const back: DocumentCommand[] = [];
  let current = document;
  for (const command of commands) {
    const { document: changed, inverse } = applyCommand(current, command);
    if (changed !== current) back.unshift(inverse);
    current = changed;
  }
  return { document: current, back };
}

function typingKey(command: DocumentCommand): string | null {
  switch (command.type) {
    case "setSource":
    case "setName":
      return `${command.type} ${command.id}`;
    case "setGiven":
      return `${command.type} ${command.id} ${command.gesture ?? ""}`;
    case "setTitle":
      return command.type;
    default:
      return null;
  }
}

function isGesture([command]: readonly DocumentCommand[]): boolean {
  return command?.type === "setGiven" && command.gesture !== undefined;
}
