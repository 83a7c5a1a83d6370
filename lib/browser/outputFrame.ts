import type { ChartSelection } from "../chart/selection/chartSelection.ts";
import type { EngineErrorCode, Outcome } from "../engine/protocol.ts";
import type { FromOutput, OtherRows, OutputTheme, ToOutput } from "../output/protocol.ts";
import { type FamilyMember, FrameFamily } from "./frameFamily.ts";
import { type FrameLine, openFrameLine } from "./frameLine.ts";
import { watchSilence } from "./silenceWatch.ts";

/** What the frame drew. `heightPx` is the height of its content. */
export interface Drawn {
  heightPx: number;
  marks: number;
  warnings: string[];
}

export interface ChartToDraw {
  spec: unknown;
  columns: { name: string; values: unknown[] }[];
  theme: OutputTheme;
  widthPx: number;
  /** What can be selected on it, and what is; nothing where it has none. */
  selects?: Extract<ToOutput, { type: "chart" }>["selects"];
}

/** Hears what was selected, as the frame tells it: see `readSelection`. */
export type HearSelected = (selection: unknown, isMoving: boolean) => void;

/**
 * One /output/ frame on the page. After it was silent for too long it is gone: every call then answers with the code
 * "crashed", after `dispose` with "cancelled"; "unsupported" is a chart that cannot be drawn.
 */
export interface OutputFrame {
  drawChart(chart: ChartToDraw): Promise<Outcome<Drawn>>;
  drawHtml(shown: { html: string; theme: OutputTheme; widthPx: number }): Promise<Outcome<Drawn>>;
  resize(widthPx: number): Promise<Outcome<Drawn>>;
  /** Draws other rows of the chart that is there, on the same scales. */
  drawRows(rows: OtherRows): Promise<Outcome<Drawn>>;
  /** Shows what is selected on the chart, or that nothing is. */
  select(selection: ChartSelection | null): void;
  /** A data URL of what is drawn; PNG at twice the size on screen. */
  picture(format: "png" | "svg"): Promise<Outcome<string>>;
  dispose(): void;
}

export interface OutputFrameOptions {
  title?: string;
  /** How long a frame that works may say nothing. */
  silenceMs?: number;
  /** How long it may take to load. */
  loadMs?: number;
  onSelected?: HearSelected;
}

type Answer = Exclude<FromOutput, { type: "ready" | "pong" | "selected" }>;
type Question = Exclude<ToOutput, { type: "ping" | "select" }>;
type Drawing = Extract<ToOutput, { type: "chart" | "html" }>;
type Unnumbered<T> = T extends { id: number } ? Omit<T, "id"> : never;
interface Open {
  question: Question;
  settle: (answer: Outcome<Answer>) => void;
}

const family = new FrameFamily();
const closed = failure("cancelled", "The chart was closed.", "Run the cell to draw it again.");
const unexpected = failure("internal", "The chart frame gave an unexpected answer.", "Reload the page.");
const notLoaded = failure(
  "crashed",
  "The chart frame did not load.",
  "Reload the page. Where that does not help, the server may not send /output/.",
);

/** Puts a frame that draws charts and HTML into `container`; `url` is the address of /output/. */
export function createOutputFrame(
  container: HTMLElement,
  url: string,
  options: OutputFrameOptions = {},
): OutputFrame {
  const { title = "Output", silenceMs = 5_000, loadMs = 20_000 } = options;
  const open = new Map<number, Open>();
  let line: FrameLine | null = null;
  let end: Outcome<never> | null = null;
  let lastDrawing: Drawing | null = null;
  let lastRows: Question | null = null;
  let lastId = 0;
  let sentAt = 0;

  const finish = (reason: Outcome<never>) => {
    if (end) return;
    end = reason;
    family.drop(member);
    watch.stop();
    line?.remove();
    line = null;
    for (const { settle } of open.values()) settle(reason);
    open.clear();
  };
  const member: FamilyMember = {
    askedAt: () => (open.size > 0 && line?.isReady() ? sentAt : null),
    fail: () => {
      const seconds = Math.round(silenceMs / 1000);
      const message = `The chart did not answer for ${seconds} seconds and was stopped.`;
      finish(failure("crashed", message, "Draw fewer marks: group, filter or bin the rows first."));
    },
    detach() {
      watch.stop();
      line?.remove();
      line = null;
    },
    attach,
  };
  const watch = watchSilence({
    ping: () => line?.send({ type: "ping", id: 0 }),
    isReady: () => line?.isReady() ?? false,
    silenceMs,
    loadMs,
    onSilent: (stage) => (stage === "loading" ? finish(notLoaded) : family.silent(member)),
  });

  function attach(): void {
    line = openFrameLine(container, { url, title, onMessage: receive });
    const asked = [...open.values()].map(({ question }) => question);
    // A frame that comes back draws again what stood in it, unless something newer is asked for.
    const isDrawing = asked.some(({ type }) => type === "chart" || type === "html");
    if (lastDrawing && !isDrawing) line.send(lastDrawing);
    if (lastRows && !isDrawing && !asked.includes(lastRows)) line.send(lastRows);
    for (const question of asked) line.send(question);
    if (open.size > 0) watch.work();
  }

  function receive(message: FromOutput): void {
    watch.heard();
    if (message.type === "ready") sentAt = performance.now();
    if (message.type === "pong" || message.type === "ready") return;
    if (message.type === "selected") {
      options.onSelected?.(message.selection, message.isMoving);
      return;
    }
    const waiting = open.get(message.id);
    open.delete(message.id);
    if (open.size === 0) watch.rest();
    waiting?.settle(
      message.type === "failed"
        ? failure("unsupported", message.message, "Change the chart's specification.")
        : { ok: true, value: message },
    );
  }

  const ask = (asked: Unnumbered<Question>): Promise<Outcome<Answer>> => {
    if (end) return Promise.resolve(end);
    const question: Question = { ...asked, id: ++lastId };
    if (question.type === "chart" || question.type === "html") {
      lastDrawing = question;
      lastRows = null;
    }
    if (question.type === "rows") lastRows = question;
    if (question.type === "resize" && lastDrawing)
      lastDrawing = { ...lastDrawing, widthPx: question.widthPx };
    return new Promise((settle) => {
      if (open.size === 0) sentAt = performance.now();
      open.set(question.id, { question, settle });
      watch.work();
      line?.send(question);
    });
  };
  const askDrawn = async (asked: Unnumbered<Question>): Promise<Outcome<Drawn>> => {
    const answer = await ask(asked);
    if (!answer.ok) return answer;
    return answer.value.type === "drawn" ? { ok: true, value: drawnOf(answer.value) } : unexpected;
  };

  family.add(member);
  attach();
  return {
    drawChart: (chart) => askDrawn({ type: "chart", ...chart }),
    drawHtml: (shown) => askDrawn({ type: "html", ...shown }),
    resize: (widthPx) => askDrawn({ type: "resize", widthPx }),
    drawRows: (rows) => askDrawn({ type: "rows", ...rows }),
    select(selection) {
      if (end) return;
      if (lastDrawing?.type === "chart" && lastDrawing.selects)
        lastDrawing = { ...lastDrawing, selects: { ...lastDrawing.selects, selection } };
      line?.send({ type: "select", id: 0, selection });
    },
    async picture(format) {
      const answer = await ask({ type: "picture", format });
      if (!answer.ok) return answer;
      return answer.value.type === "picture" ? { ok: true, value: answer.value.dataUrl } : unexpected;
    },
    dispose: () => finish(closed),
  };
}

function drawnOf({ heightPx, marks, warnings }: Drawn): Drawn {
  return { heightPx, marks, warnings };
}

function failure(code: EngineErrorCode, message: string, hint: string): Outcome<never> {
  return { ok: false, error: { code, message, hint } };
}
