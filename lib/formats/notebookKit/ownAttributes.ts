/** Attributes of our own, for what Notebook Kit has no place for. It leaves out what it does not know. */

/** The kind of a cell that Notebook Kit does not have; its text stands as a fence in Markdown there. */
export const kindAttribute = "data-eider-kind";

/** A name that `output` cannot say: one that another cell has too, or that is none. */
export const nameAttribute = "data-eider-name";

/** Options of a cell as in the line of its fence. */
export const optionsAttribute = "data-eider-options";

/** The notebook's front matter, where it says more than the title. */
export const frontMatterAttribute = "data-eider-front-matter";

/** Attributes of a cell that Notebook Kit knows; they are options of the cell here. */
export const cellAttributes: readonly string[] = ["pinned", "hidden", "database", "format"];
