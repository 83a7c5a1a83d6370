import { Fragment } from "react";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { useCommands } from "../../ui/AppContext.tsx";
import styles from "../EmptyData.module.css";
import { addClipboard, addFolder } from "./addings.ts";

/** The ways in as the links of a sentence. */
export function AddLinks() {
  const commands = useCommands();
  const ui = useUiStore();
  const links: [string, string, () => void][] = [
    ["", "disk", () => void commands.pickFiles()],
    [", a ", "folder", () => void addFolder(commands)],
    [", a ", "URL", () => ui.setState({ adding: { show: "url", into: null } })],
    [" or the ", "clipboard", () => void addClipboard(commands)],
  ];
  return links.map(([before, text, onClick]) => (
    <Fragment key={text}>
      {before}
      <button type="button" className={styles.pick} aria-label={`Add data from ${text}`} onClick={onClick}>
        {text}
      </button>
    </Fragment>
  ));
}
