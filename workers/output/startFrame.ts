import type { FromOutput, ToOutput } from "../../lib/output/protocol.ts";
import { applyTheme } from "./applyTheme.ts";
import { type ChartStage, createChartStage } from "./chartStage.tsx";
import { showHtml } from "./showHtml.ts";

/** Answers the page's messages one by one. Failures are answers: the page always hears back. */
export function startFrame(
  body: HTMLElement,
  answer: (message: FromOutput) => void,
): (message: ToOutput) => void {
  let stage: ChartStage | null = null;
  const place = document.createElement("div");
  body.append(place);

  const drawn = (id: number, marks: number, warnings: string[]) => {
    const heightPx = Math.ceil(place.getBoundingClientRect().height);
    answer({ type: "drawn", id, heightPx, marks, warnings });
  };
  const respond = async (message: ToOutput): Promise<void> => {
    switch (message.type) {
      case "ping":
        return answer({ type: "pong", id: message.id });
      case "chart": {
        applyTheme(message.theme);
        stage ??= createChartStage(place, (selection, isMoving) =>
          answer({ type: "selected", selection, isMoving }),
        );
        const { marks, warnings } = await stage.draw(message);
        return drawn(message.id, marks, warnings);
      }
      case "rows":
        return drawn(message.id, (await stage?.rows(message)) ?? 0, []);
      case "select":
        stage?.select(message.selection);
        return answer({ type: "pong", id: message.id });
      case "html":
        stage?.clear();
        stage = null;
        applyTheme(message.theme);
        return drawn(message.id, 0, showHtml(place, message.html));
      case "resize":
        return drawn(message.id, (await stage?.resize(message.widthPx)) ?? 0, []);
      case "picture": {
        if (!stage) throw new Error("There is no chart to save.");
        return answer({ type: "picture", id: message.id, dataUrl: await stage.picture(message.format) });
      }
    }
  };
  return (message) => {
    respond(message).catch((error: unknown) => {
      answer({
        type: "failed",
        id: message.id,
        message: error instanceof Error ? error.message : String(error),
      });
    });
  };
}
