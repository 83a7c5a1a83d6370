import { Fragment } from "react";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { useCommands } from "../../ui/AppContext.tsx";
import styles from "../EmptyData.module.css";
import { addClipboard, addFolder } from "./addings.ts";

/** The ways in as the links of a sentence. */
export function AddLinks() {
  const commands = useCommands();
  const ui = useUiStore();
  const links = [
    { before: "", text: "disk", after: ",", onClick: () => void commands.pickFiles() },
    { before: "a", text: "folder", after: ",", onClick: () => void addFolder(commands) },
    {
      before: "",
      text: "S3",
      after: ",",
      onClick: () => ui.setState({ adding: { show: "s3", address: null } }),
    },
    {
      before: "a",
      text: "URL",
      after: "",
      onClick: () => ui.setState({ adding: { show: "url", into: null } }),
    },
    { before: "or the", text: "clipboard", after: "", onClick: () => void addClipboard(commands) },
  ];
  return links.map(({ before, text, after, onClick }) => (
    <Fragment key={text}>
      {before}{" "}
      <span className={styles.word}>
        <button type="button" className={styles.pick} aria-label={`Add data from ${text}`} onClick={onClick}>
          {text}
        </button>
        {after}
      </span>{" "}
    </Fragment>
  ));
}
