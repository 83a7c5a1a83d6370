import type { NotebookFormat } from "../../lib/formats/notebookFormat.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { PageWithData } from "./PageWithData.tsx";
import styles from "./ShareDialog.module.css";

const formats: readonly (readonly [NotebookFormat, string])[] = [
  ["ipynb", "Jupyter notebook"],
  ["html", "Web page"],
  ["sql", "SQL script"],
];

const forms = [
  ["sql", "SQL for DuckDB"],
  ["python", "Python"],
  ["dbt", "dbt project"],
] as const;

/** The notebook as a file of another format, and as what runs without Eider. */
export function OtherFormats() {
  const commands = useCommands();
  return (
    <>
      <fieldset className={styles.formats}>
        <legend className={styles.quiet}>
          Save it in another format, with results where that holds them:
        </legend>
        {formats.map(([format, label]) => (
          <Button key={format} label={label} onClick={() => void commands.saveAs(format)} />
        ))}
      </fieldset>
      <PageWithData />
      <fieldset className={styles.formats}>
        <legend className={styles.quiet}>Export it as a pipeline that runs without Eider:</legend>
        {forms.map(([form, label]) => (
          <Button key={form} label={label} onClick={() => void commands.exportPipeline(form)} />
        ))}
      </fieldset>
    </>
  );
}
