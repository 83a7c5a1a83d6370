import { useState } from "react";
import { pickFiles, startDownload } from "../../lib/browser/files.ts";
import { parseCustomKeys, printCustomKeys } from "../../lib/notebookKeys/customKeys.ts";
import { chooseKeys, useKeyChoice } from "../fingers/keyChoice.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./HelpDialog.module.css";

/** Takes the chosen keys to another device, brings them from there, or goes back to Jupyter's. */
export function KeyFileButtons() {
  const custom = useKeyChoice((state) => state.custom);
  const [said, setSaid] = useState("");
  const isChosen = Object.keys(custom).length > 0;

  async function take(): Promise<void> {
    const [file] = await pickFiles([".json"], false);
    if (!file) return;
    const read = parseCustomKeys(await file.text());
    if ("problem" in read) return setSaid(`${file.name}: ${read.problem}`);
    chooseKeys(read.keys);
    setSaid(
      read.leftOut > 0
        ? `Imported; ${read.leftOut} entries are not known here and were left out.`
        : "Imported.",
    );
  }

  return (
    <div className={styles.files}>
      <Button label="Import keys" tone="quiet" onClick={() => void take()} />
      <Button
        label="Export keys"
        tone="quiet"
        disabled={!isChosen}
        onClick={() =>
          startDownload(new Blob([printCustomKeys(custom)], { type: "application/json" }), "eider-keys.json")
        }
      />
      <Button
        label="Reset all keys"
        tone="quiet"
        disabled={!isChosen}
        onClick={() => {
          chooseKeys({});
          setSaid("All keys are Jupyter's again.");
        }}
      />
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}
