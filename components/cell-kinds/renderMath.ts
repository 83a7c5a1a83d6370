import katex from "katex";
import "katex/dist/katex.min.css";

/**
 * Draws a formula into an element. KaTeX builds elements one by one and writes no HTML text,
 * so it needs no Trusted Types policy. A formula that is wrong is drawn as its TeX, in the error's colour.
 */
export function renderMath(tex: string, element: HTMLElement, display: boolean): void {
  katex.render(tex, element, {
    displayMode: display,
    throwOnError: false,
    errorColor: "var(--danger)",
    trust: false,
    strict: "ignore",
    maxSize: 40,
    maxExpand: 500,
  });
}
