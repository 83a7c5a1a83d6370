import { ChevronDown } from "lucide-react";
import { useContext } from "react";
import styles from "./ColumnMenuButton.module.css";
import { OpenColumnMenu } from "./columnMenu.ts";
import type { HeaderTool } from "./headerTools.ts";

/** The button of a column's menu; by key, Enter on the header opens it, so it is no stop of its own. */
export function ColumnMenuButton({ name, index }: { name: string; index: number }) {
  const open = useContext(OpenColumnMenu);
  return (
    <button
      type="button"
      className={styles.button}
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={`Column menu of ${name}`}
      title="Column menu"
      data-column-menu
      onClick={({ currentTarget }) => open(index, currentTarget)}
    >
      <ChevronDown aria-hidden="true" />
    </button>
  );
}

/** The grid's own tool in the headers. */
export const columnMenuTool: HeaderTool = {
  id: "columnMenu",
  place: "beside",
  draw: ({ name }, index) => <ColumnMenuButton name={name} index={index} />,
};
