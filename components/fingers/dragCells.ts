import { moveCells } from "../../lib/notebook/blockEdits.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import { type CellBox, type DropPlace, dropPlace, edgeScroll } from "../../lib/notebook/dropPlace.ts";
import { withFolded } from "../../lib/notebook/sections.ts";
import { selectedCells } from "../../lib/notebookKeys/selectedCells.ts";
import { cellIds } from "../../lib/store/selectors.ts";
import type { PageDeps } from "./createActionTarget.ts";
import styles from "./dragCells.module.css";

/** A pointer moves this far before a press becomes a drag. */
const slackPx = 4;

/** Carries a cell, or the selected ones it is among, with the pointer; Escape puts them back. One step of undo. */
export function dragCells(start: PointerEvent, id: CellId, notebook: HTMLElement, deps: PageDeps): void {
  const { store, commands, ui } = deps;
  const chosen = selectedCells(
    cellIds(store.getState()),
    store.getState().selection.cellId,
    ui.getState().anchor,
  );
  const isAmong = chosen.includes(id);
  if (!isAmong) {
    ui.setState({ anchor: null });
    commands.select(id, "command");
  }
  const ids = withFolded(store.getState().document.cells, ui.getState().sections, isAmong ? chosen : [id]);
  let y = start.clientY;
  let drag: Drag | null = null;

  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    y = event.clientY;
    if (!drag && Math.abs(y - start.clientY) > slackPx) drag = new Drag(notebook, ids);
    drag?.to(y);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    const place = drag?.place ?? null;
    end();
    if (!place) return;
    const edit = moveCells(store.getState().document, ids, place.before);
    if (edit) commands.edit([edit]);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  const end = () => {
    drag?.end();
    drag = null;
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", end);
    window.removeEventListener("keydown", onKey, true);
  };
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", end);
  window.addEventListener("keydown", onKey, true);
}

/** What is drawn while cells are carried: the line between two cells where they would land. */
class Drag {
  place: DropPlace | null = null;
  private readonly line = document.createElement("div");
  private y = 0;
  private frame = 0;

  constructor(
    private readonly notebook: HTMLElement,
    private readonly ids: readonly CellId[],
  ) {
    this.line.className = styles.line ?? "";
    this.line.dataset.part = "drop-line";
    notebook.append(this.line);
    notebook.classList.add(styles.dragging ?? "");
    for (const frame of this.carried()) frame.dataset.carried = "";
    this.scroll();
  }

  to(y: number): void {
    this.y = y;
    const { top } = this.notebook.getBoundingClientRect();
    const place = dropPlace(this.boxes(), y - top + this.notebook.scrollTop);
    this.place = place;
    this.line.hidden = place === null;
    if (place) this.line.style.translate = `0 ${place.y}px`;
  }

  end(): void {
    cancelAnimationFrame(this.frame);
    this.line.remove();
    this.notebook.classList.remove(styles.dragging ?? "");
    for (const frame of this.carried()) delete frame.dataset.carried;
  }

  /** Near an edge the notebook scrolls on by itself. */
  private scroll(): void {
    this.frame = requestAnimationFrame(() => {
      const { top, bottom } = this.notebook.getBoundingClientRect();
      const by = this.y === 0 ? 0 : edgeScroll(this.y, top, bottom);
      if (by !== 0) {
        this.notebook.scrollTop += by;
        this.to(this.y);
      }
      this.scroll();
    });
  }

  private frames(): HTMLElement[] {
    return [...this.notebook.querySelectorAll<HTMLElement>("fieldset[data-cell-id]")];
  }

  private carried(): HTMLElement[] {
    return this.frames().filter(({ dataset }) => this.ids.includes(dataset.cellId ?? ""));
  }

  private boxes(): CellBox[] {
    const offset = this.notebook.scrollTop - this.notebook.getBoundingClientRect().top;
    return this.frames().flatMap((frame) => {
      const id = frame.dataset.cellId ?? "";
      if (this.ids.includes(id)) return [];
      const { top, bottom } = frame.getBoundingClientRect();
      return [{ id, top: top + offset, bottom: bottom + offset }];
    });
  }
}
