/** What OpenDocument styles say that matters to rows: which sheets are hidden. */
export class OdsStyles {
  private readonly hiddenTables = new Set<string>();
  private current = "";

  open(name: string, attribute: (name: string) => string | null): void {
    if (name === "style") this.current = attribute("name") ?? "";
    else if (name === "table-properties" && attribute("display") === "false")
      this.hiddenTables.add(this.current);
  }

  isHidden(style: string | null): boolean {
    return style !== null && this.hiddenTables.has(style);
  }
}
