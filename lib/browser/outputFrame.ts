import type { Outcome } from "../engine/protocol.ts";
import type { FromOutput, OutputTheme, ToOutput } from "../output/protocol.ts";
import { type SilenceWatch, watchSilence } from "./silenceWatch.ts";

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
}

/** One /output/ frame on the page. After it was silent for too long it is gone, and every call says so. */
export interface OutputFrame {
  drawChart(chart: ChartToDraw): Promise<Outcome<Drawn>>;
  drawHtml(shown: { html: string; theme: OutputTheme; widthPx: number }): Promise<Outcome<Drawn>>;
  resize(widthPx: number): Promise<Outcome<Drawn>>;
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
}

type Answer = Exclude<FromOutput, { type: "ready" | "pong" }>;
type Unnumbered<T> = T extends { id: number } ? Omit<T, "id"> : never;

/** Puts a frame that draws charts and HTML into `container`; `url` is the address of /output/. */
export function createOutputFrame(container: HTMLElement, url: string, options: OutputFrameOptions = {}): OutputFrame {
  const { title = "Output", silenceMs = 5_000, loadMs = 20_000 } = options;
  const element = document.createElement("iframe");
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map<number, (answer: Outcome<Answer>) => void>();
  const unsent: ToOutput[] = [];
  let state: "loading" | "ready" | "gone" = "loading";
  let end: Outcome<never> = failure("The chart was closed.", "Run the cell to draw it again.");
  let lastId = 0;

  const remove = (reason: Outcome<never>) => {
    if (state === "gone") return;
    state = "gone";
    end = reason;
    watch.stop();
    port.close();
    // The frame's process is stuck; taking the frame away is what ends it.
    element.remove();
    for (const settle of waiting.values()) settle(reason);
    waiting.clear();
  };
  const watch: SilenceWatch = watchSilence({
    ping: () => port.postMessage({ type: "ping", id: 0 } satisfies ToOutput),
    isReady: () => state === "ready",
    silenceMs,
    loadMs,
    onSilent: (stage) =>
      remove(
        stage === "loading"
          ? failure("The chart frame did not load.", "Reload the page. Where that does not help, the server may not send /output/.")
          : failure(
              `The chart did not answer for ${Math.round(silenceMs / 1000)} seconds and was stopped.`,
              "Draw fewer marks: group, filter or bin the rows first.",
            ),
      ),
  });

  port.onmessage = ({ data }: MessageEvent<FromOutput>) => {
    watch.heard();
    if (data.type === "pong") return;
    if (data.type === "ready") {
      state = "ready";
      for (const message of unsent.splice(0)) port.postMessage(message);
      return;
    }
    const settle = waiting.get(data.id);
    waiting.delete(data.id);
    if (waiting.size === 0) watch.rest();
    settle?.(data.type === "failed" ? failure(data.message, "Change the chart's specification.") : { ok: true, value: data });
  };
  // The frame has an opaque origin, which no target but "*" names; the port goes to this frame's window alone.
  element.addEventListener("load", () => element.contentWindow?.postMessage("eider-output", "*", [port2]), { once: true });
  element.setAttribute("sandbox", "allow-scripts");
  element.title = title;
  element.tabIndex = -1;
  element.style.cssText = "display:block;width:100%;height:100%;border:0";
  element.src = url;
  container.append(element);

  const ask = (message: Unnumbered<ToOutput>): Promise<Outcome<Answer>> => {
    if (state === "gone") return Promise.resolve(end);
    const numbered: ToOutput = { ...message, id: ++lastId };
    return new Promise((resolve) => {
      waiting.set(numbered.id, resolve);
      watch.work();
      if (state === "ready") port.postMessage(numbered);
      else unsent.push(numbered);
    });
  };
  const askDrawn = async (message: Unnumbered<ToOutput>): Promise<Outcome<Drawn>> => {
    const answer = await ask(message);
    if (!answer.ok) return answer;
    return answer.value.type === "drawn" ? { ok: true, value: drawnOf(answer.value) } : unexpected;
  };

  return {
    drawChart: (chart) => askDrawn({ type: "chart", ...chart }),
    drawHtml: (shown) => askDrawn({ type: "html", ...shown }),
    resize: (widthPx) => askDrawn({ type: "resize", widthPx }),
    async picture(format) {
      const answer = await ask({ type: "picture", format });
      if (!answer.ok) return answer;
      return answer.value.type === "picture" ? { ok: true, value: answer.value.dataUrl } : unexpected;
    },
    dispose: () => remove(failure("The chart was closed.", "Run the cell to draw it again.")),
  };
}

const unexpected: Outcome<never> = failure("The chart frame gave an unexpected answer.", "Reload the page.");

function drawnOf({ heightPx, marks, warnings }: Drawn): Drawn {
  return { heightPx, marks, warnings };
}

function failure(message: string, hint: string): Outcome<never> {
  return { ok: false, error: { code: "unsupported", message, hint } };
}
