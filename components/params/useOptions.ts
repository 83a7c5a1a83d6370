import { useEffect, useRef, useState } from "react";
import { mostShown, optionQuery } from "../../lib/params/optionQuery.ts";
import type { ChoiceDefinition, Choices } from "../../lib/params/param.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";

/** What there is to choose from, as far as it is shown. */
export type Options =
  | { status: "waiting" }
  | { status: "ready"; values: readonly string[]; hasMore: boolean }
  | { status: "failed"; message: string };

const waiting: Options = { status: "waiting" };

/** Typing on is not worth a query for each letter. */
const pauseMs = 120;

/** The options that contain what was typed; those of a column are searched in the engine. Asked for only while `isOpen`. */
export function useOptions({ choices }: ChoiceDefinition, typed: string, isOpen: boolean): Options {
  const [options, setOptions] = useState<Options>(waiting);
  const select = useSelect();
  // Of a large column one search at a time: the one that is asked for last comes next.
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (!isOpen) return;
    let isCurrent = true;
    if (choices.kind === "list") {
      setOptions(fromList(choices, typed));
      return;
    }
    const timer = setTimeout(
      async () => {
        await underWay.current;
        if (!isCurrent) return;
        const asked = select(optionQuery(choices.relation, choices.column, typed), mostShown + 1);
        underWay.current = asked;
        const answer = await asked;
        if (!isCurrent) return;
        if (!answer.ok) setOptions({ status: "failed", message: answer.error.message });
        else setOptions(fromPage(answer.value.ipc));
      },
      typed === "" ? 0 : pauseMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [choices, typed, isOpen, select]);
  return options;
}

function fromList(choices: Extract<Choices, { kind: "list" }>, typed: string): Options {
  const text = typed.toLowerCase();
  const found = choices.options.filter(({ label }) => label.toLowerCase().includes(text));
  return ready(found.map(({ value }) => value));
}

function fromPage(ipc: Uint8Array): Options {
  const page = decodeTextPage(ipc);
  return ready(Array.from({ length: page.rows }, (_, row) => page.cell(row, 0) ?? ""));
}

function ready(values: readonly string[]): Options {
  return { status: "ready", values: values.slice(0, mostShown), hasMore: values.length > mostShown };
}
