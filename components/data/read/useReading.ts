import { useEffect, useRef, useState } from "react";
import type { ReadingOptions, SourcePreview } from "../../../lib/engine/sourcePreview.ts";
import { useAppStore, useCommands } from "../../ui/AppContext.tsx";
import { partOnly, type Reading, withFormat, withOption } from "./reading.ts";

/** Typing goes on within this. */
const calmMs = 160;

/** What is said about reading a source, from what its notebook says, with a preview that follows. */
export function useReading(relation: string): Reading {
  const commands = useCommands();
  const store = useAppStore();
  const [how, setHow] = useState<ReadingOptions>(() => {
    const { format, options } = store.getState().document.sources[relation] ?? {};
    return { ...(format !== undefined && { format }), ...(options && { options }) };
  });
  const [shown, setShown] = useState<{ how: ReadingOptions; preview: SourcePreview } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const answer = await commands.previewSource(relation, how);
      // A slow answer must never stand for what was said after it.
      if (!isCurrent) return;
      if (answer.ok) setShown({ how, preview: answer.value });
      setFailure(answer.ok ? null : answer.error.message);
    };
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : calmMs);
    isFirst.current = false;
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [commands, relation, how]);
  const preview = shown?.preview ?? null;
  return {
    how,
    preview,
    failure,
    isPending: failure === null && shown?.how !== how,
    set: (key, value) => setHow((before) => withOption(before, key, value)),
    setFormat: (format) => setHow((before) => withFormat(before, format)),
    reset: () => setHow((before) => partOnly(before, preview?.format ?? "")),
  };
}
