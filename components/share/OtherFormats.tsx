import type { NotebookFormat } from "../../lib/formats/notebookFormat.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./ShareDialog.module.css";

const formats: readonly (readonly [NotebookFormat, string])[] = [
  ["ipynb", "Jupyter notebook"],
  ["html", "Web page"],
  ["sql", "SQL script"],
];

/** The notebook as a file of another format. */
export function OtherFormats() {
  const commands = useCommands();
  return (
    <fieldset className={styles.formats}>
      <legend className={styles.quiet}>Save it in another format, with results where that holds them:</legend>
      {formats.map(([format, label]) => (
        <Button key={format} label={label} onClick={() => void commands.saveAs(format)} />
      ))}
    </fieldset>
  );
}
