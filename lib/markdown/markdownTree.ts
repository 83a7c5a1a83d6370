/** Where a picture comes from: bytes in the text itself, or an address that is asked only when the reader wants it. */
export type PictureSource =
  | { kind: "inline"; dataUrl: string }
  | { kind: "remote"; url: string; host: string }
  | null;

/** A piece of a line. Nothing in it is HTML: every string is text to be shown as it is. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "strong" | "em" | "del"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "math"; tex: string }
  /** Raw HTML, shown as the text it is. */
  | { type: "html"; text: string }
  /** `href` is null where the address is of a kind that is not followed. */
  | { type: "link"; href: string | null; title: string | null; children: Inline[] }
  | { type: "image"; source: PictureSource; alt: string; title: string | null }
  | { type: "break" };

export type Alignment = "left" | "right" | "center" | null;

export interface ListItem {
  /** null where the item is no task. */
  task: boolean | null;
  children: Block[];
}

export type Block =
  | { type: "paragraph"; children: Inline[] }
  /** A line of a tight list: no paragraph around it. */
  | { type: "line"; children: Inline[] }
  | { type: "heading"; level: number; slug: string; children: Inline[] }
  | { type: "code"; language: string; text: string }
  | { type: "math"; tex: string }
  | { type: "html"; text: string }
  | { type: "quote"; children: Block[] }
  | { type: "list"; ordered: boolean; start: number; items: ListItem[] }
  | { type: "table"; align: Alignment[]; header: Inline[][]; rows: Inline[][][] }
  | { type: "rule" };

/** The text of inline pieces, without their marks. */
export function plainText(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      switch (piece.type) {
        case "text":
        case "code":
        case "html":
          return piece.text;
        case "math":
          return piece.tex;
        case "image":
          return piece.alt;
        case "break":
          return " ";
        default:
          return plainText(piece.children);
      }
    })
    .join("");
}
