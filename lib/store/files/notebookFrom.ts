/** Where a notebook came from that its user did not begin here. */
export type NotebookFrom =
  | { readonly kind: "link" | "file" }
  | { readonly kind: "host"; readonly host: string };
