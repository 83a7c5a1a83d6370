/** Whether a fragment is meant as a link to a notebook, of whatever version. */
export function isNotebookLink(fragment: string): boolean {
  return /^#?nb\d/.test(fragment);
}
