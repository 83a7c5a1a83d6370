import type { TooltipHandler } from "vega";

const mostRows = 20;
const longestText = 400;

/** Shows what a mark stands for beside the pointer: only ever as text, never as HTML or a picture. */
export function createTooltip(parent: HTMLElement): TooltipHandler {
  const box = document.createElement("dl");
  box.className = "tooltip";
  parent.append(box);
  return (_handler, event, _item, value) => {
    if (value === null || value === undefined || value === "") {
      box.style.display = "none";
      return;
    }
    box.replaceChildren(...lines(value));
    box.style.display = "grid";
    place(box, event);
  };
}

function lines(value: unknown): HTMLElement[] {
  if (typeof value !== "object" || value === null) return [line("dd", value, "whole")];
  return Object.entries(value)
    .slice(0, mostRows)
    .flatMap(([name, item]) => [line("dt", name), line("dd", item)]);
}

function line(tag: "dt" | "dd", value: unknown, className = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  element.textContent = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return element;
}

function place(box: HTMLElement, event: MouseEvent): void {
  const { width, height } = box.getBoundingClientRect();
  const left = event.clientX + 14 + width > innerWidth ? event.clientX - width - 10 : event.clientX + 14;
  const top = event.clientY + 14 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 14;
  box.style.left = `${Math.max(2, left)}px`;
  box.style.top = `${Math.max(2, top)}px`;
}
