import { Check, Copy } from "lucide-react";
import { useState } from "react";
import type { Receipt } from "../../lib/engine/protocol.ts";
import { receiptText } from "../../lib/engine/receiptText.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { Button } from "../ui/Button.tsx";

/** Puts the whole receipt into the clipboard, as plain text. */
export function CopyReceipt({ source, receipt }: { source: SourceView; receipt: Receipt }) {
  const [answer, setAnswer] = useState<"copied" | "refused" | null>(null);
  const label =
    answer === null ? "Copy receipt" : answer === "copied" ? "Copied" : "The browser refused to copy";
  return (
    <Button
      icon={answer === "copied" ? <Check /> : <Copy />}
      label={label}
      tone="quiet"
      onClick={() => {
        navigator.clipboard.writeText(receiptText(receipt, source.columns)).then(
          () => setAnswer("copied"),
          () => setAnswer("refused"),
        );
      }}
    />
  );
}
