/** A format that a notebook can be kept in. */
export type NotebookFormat = "nb.md" | "md" | "ipynb" | "kit.html" | "html" | "sql" | "ts" | "qmd";

/** Each format by how the names of its files end, the longer endings first. */
const endings: readonly (readonly [string, NotebookFormat])[] = [
  [".nb.md", "nb.md"],
  [".kit.html", "kit.html"],
  [".md", "md"],
  [".markdown", "md"],
  [".ipynb", "ipynb"],
  [".html", "html"],
  [".htm", "html"],
  [".sql", "sql"],
  [".ts", "ts"],
  [".qmd", "qmd"],
  [".rmd", "qmd"],
];

/** What people call the format. */
export const formatNames: Readonly<Record<NotebookFormat, string>> = {
  "nb.md": "Eider notebook",
  md: "Markdown",
  ipynb: "Jupyter notebook",
  "kit.html": "Observable Notebook Kit",
  html: "web page",
  sql: "SQL script",
  ts: "TypeScript",
  qmd: "Quarto document",
};

/** The format of a file by its name; null where it has none of the known endings. */
export function notebookFormatOf(fileName: string): NotebookFormat | null {
  const name = fileName.toLowerCase();
  return endings.find(([ending]) => name.endsWith(ending))?.[1] ?? null;
}

/** A file's name without what says its format. */
export function withoutEnding(fileName: string): string {
  const name = fileName.toLowerCase();
  const ending = endings.find(([known]) => name.endsWith(known))?.[0] ?? "";
  return fileName.slice(0, fileName.length - ending.length);
}
