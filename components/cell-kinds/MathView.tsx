import { useEffect, useRef, useState } from "react";
import styles from "./MarkdownView.module.css";

type RenderMath = (tex: string, element: HTMLElement, display: boolean) => void;

let loading: Promise<RenderMath> | null = null;

function loadMath(): Promise<RenderMath> {
  loading ??= import("./renderMath.ts").then((module) => module.renderMath);
  return loading;
}

/** A formula. Until KaTeX has come, and where a formula is wrong, its TeX stands in its place. */
export function MathView({ tex, display }: { tex: string; display: boolean }) {
  const element = useRef<HTMLSpanElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    loadMath()
      .then((renderMath) => {
        if (current && element.current) renderMath(tex, element.current, display);
      })
      .catch((thrown: unknown) => {
        if (current) setProblem(thrown instanceof Error ? thrown.message : String(thrown));
      });
    return () => {
      current = false;
    };
  }, [tex, display]);
  return (
    <span className={display ? styles.displayMath : undefined} title={problem ?? undefined}>
      <span ref={element} key={`${display} ${tex}`}>
        {tex}
      </span>
    </span>
  );
}
