import type { Rect } from "./plotAreas.ts";

/** The rectangle that shows what is brushed. It takes no pointer, so that marks below it still tell what they are. */
export function brushLayer(host: HTMLElement) {
  const box = document.createElement("div");
  box.className = "brush";
  box.hidden = true;
  host.append(box);
  return {
    /** Draws a rectangle of the chart's coordinates, which begin at `origin` of the window. */
    draw(rect: Rect | null, origin: { left: number; top: number }): void {
      box.hidden = rect === null;
      if (!rect) return;
      const around = host.getBoundingClientRect();
      box.style.transform = `translate(${rect.x + origin.left - around.left}px, ${rect.y + origin.top - around.top}px)`;
      box.style.width = `${rect.width}px`;
      box.style.height = `${rect.height}px`;
    },
    /** Shows whether a drag would brush here. */
    point(canBrush: boolean): void {
      host.classList.toggle("brushable", canBrush);
    },
    remove(): void {
      box.remove();
    },
  };
}
