import type * as Monaco from "monaco-editor/editor";
import type { Match } from "../../lib/notebookFind/findMatches.ts";
import { loadMonaco } from "../editor/loadMonaco.ts";
import { cellOfModel } from "../fingers/lineNumbers.ts";
import styles from "./Marks.module.css";

// Names of the page's highlights; Marks.module.css draws them.
const everyMatch = "eider-find";
const shownMatch = "eider-find-shown";

/** What was drawn last in an editor. */
interface Drawn {
  model: Monaco.editor.ITextModel;
  group: readonly Match[];
  shown: Match | null;
  collection: Monaco.editor.IEditorDecorationsCollection;
}

/** Where a match stands in a text that is not its cell's own. */
interface Placed {
  match: Match;
  start: number;
  end: number;
}

const nowhere: readonly Match[] = [];

/**
 * Marks places that were found: in editors as decorations, in code that waits for its editor and in prose as highlights
 * of the browser, which change nothing of the page. Editors come and go with scrolling, so both are kept true.
 */
export class Marks {
  private matches: readonly Match[] = [];
  private byCell = new Map<string, Match[]>();
  private shown: Match | null = null;
  private wanted: Match | null = null;
  private monaco: typeof Monaco | null = null;
  private readonly drawn = new Map<Monaco.editor.ICodeEditor, Drawn>();
  private readonly stops: (() => void)[] = [];
  private frame = 0;
  private isGone = false;

  /** `textOf` answers the source of a cell as it is now. */
  constructor(private readonly textOf: (id: string) => string) {
    const notebook = document.querySelector("main");
    // Editors and plain texts take each other's places while one scrolls.
    const changed = new MutationObserver(() => this.drawSoon());
    if (notebook) changed.observe(notebook, { childList: true, subtree: true });
    this.stops.push(() => changed.disconnect());
    loadMonaco().then(
      ({ monaco }) => {
        if (this.isGone) return;
        this.monaco = monaco;
        const making = monaco.editor.onDidCreateEditor(() => this.drawSoon());
        this.stops.push(() => making.dispose());
        this.drawSoon();
      },
      (thrown: unknown) => console.info("Without the full editor only plain text is marked.", thrown),
    );
  }

  show(matches: readonly Match[], at: number): void {
    this.matches = matches;
    this.shown = matches[at] ?? null;
    this.byCell = new Map();
    for (const match of matches) {
      if (match.part !== "source") continue;
      const group = this.byCell.get(match.id);
      if (group) group.push(match);
      else this.byCell.set(match.id, [match]);
    }
    this.drawSoon();
  }

  /** Brings a match on the screen, once its cell is drawn. */
  reveal(match: Match): void {
    this.wanted = match;
    this.drawSoon();
  }

  dispose(): void {
    this.isGone = true;
    cancelAnimationFrame(this.frame);
    for (const stop of this.stops) stop();
    for (const { collection } of this.drawn.values()) collection.clear();
    CSS.highlights?.delete(everyMatch);
    CSS.highlights?.delete(shownMatch);
  }

  private drawSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.drawEditors();
    const [every, shown] = [new Set<Range>(), new Set<Range>()];
    for (const [id, group] of this.byCell) {
      for (const { match, range } of this.rangesOf(id, group)) {
        (match === this.shown ? shown : every).add(range);
      }
    }
    if (CSS.highlights && this.matches.length + CSS.highlights.size > 0) {
      CSS.highlights.set(everyMatch, new Highlight(...every));
      CSS.highlights.set(shownMatch, new Highlight(...shown));
    }
    if (this.wanted) this.bring(this.wanted);
  }

  private drawEditors(): void {
    const editors = new Set(this.monaco?.editor.getEditors());
    for (const editor of this.drawn.keys()) if (!editors.has(editor)) this.drawn.delete(editor);
    for (const editor of editors) {
      const model = editor.getModel();
      const id = cellOfModel(model);
      if (!model || id === null) continue;
      const group = this.byCell.get(id) ?? nowhere;
      const known = this.drawn.get(editor);
      const of = { model, group, shown: group.find((match) => match === this.shown) ?? null };
      // What it draws changes the page, which calls for drawing again: only news may be drawn.
      if (known?.model === model && known.group === group && known.shown === of.shown) continue;
      const made = group.map((match) => this.decoration(model, match));
      if (!known && made.length === 0) continue;
      const collection = known?.collection ?? editor.createDecorationsCollection();
      collection.set(made);
      this.drawn.set(editor, { ...of, collection });
    }
  }

  private decoration(model: Monaco.editor.ITextModel, match: Match): Monaco.editor.IModelDeltaDecoration {
    const [start, end] = [model.getPositionAt(match.start), model.getPositionAt(match.end)];
    return {
      range: {
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
      },
      options: { className: (match === this.shown ? styles.shown : styles.every) ?? "" },
    };
  }

  /** Where matches of a cell stand on the page, as far as its text does without an editor. */
  private rangesOf(id: string, group: readonly Match[]): { match: Match; range: Range }[] {
    const code = partOf(id, '[data-part="source"] pre');
    if (code) return rangesIn(code, group);
    const prose = partOf(id, '[data-part="preview"]');
    if (!prose || group.length === 0) return [];
    return rangesIn(prose, placesInProse(prose.textContent, group, this.textOf(id)));
  }

  /** Scrolls to a match; its cell may still have to be unfolded or drawn, and is then looked for again. */
  private bring(match: Match): void {
    const frame = document.querySelector(`[data-cell-id="${CSS.escape(match.id)}"]`);
    if (!frame) return;
    this.wanted = null;
    const editor = this.monaco?.editor.getEditors().find((one) => cellOfModel(one.getModel()) === match.id);
    const model = editor?.getModel();
    if (editor && model && match.part === "source") {
      const { lineNumber, column } = model.getPositionAt(match.start);
      editor.revealPositionInCenterIfOutsideViewport({ lineNumber, column });
      const place = editor.getScrolledVisiblePosition({ lineNumber, column });
      const top = (editor.getDomNode()?.getBoundingClientRect().top ?? 0) + (place?.top ?? 0);
      scrollTo(frame, top, top + 20);
      return;
    }
    const group = match.part === "source" ? (this.byCell.get(match.id) ?? []) : [];
    const range = this.rangesOf(match.id, group).find((one) => one.match === match)?.range;
    const box = (range || frame).getBoundingClientRect();
    scrollTo(frame, box.top, range ? box.bottom : box.top + 34);
  }
}

/** Scrolls the notebook just enough that this stretch of the window shows, with some room around it. */
function scrollTo(inside: Element, top: number, bottom: number): void {
  const notebook = inside.closest("main");
  if (!notebook) return;
  const view = notebook.getBoundingClientRect();
  const room = 48;
  if (top < view.top + room || bottom > view.bottom - room) {
    notebook.scrollTop += (top + bottom) / 2 - (view.top + view.bottom) / 2;
  }
}

function partOf(id: string, selector: string): Element | null {
  return document.querySelector(`main [data-cell-id="${CSS.escape(id)}"] ${selector}`);
}

/**
 * Where words of a Markdown text stand in what is drawn of it: the drawn text has no marks, so each is looked for from
 * the end of the one before. What is not there as it was written (an address of a link) has no place.
 */
function placesInProse(drawn: string, group: readonly Match[], source: string): Placed[] {
  let from = 0;
  return group.flatMap((match) => {
    const words = source.slice(match.start, match.end);
    const start = drawn.indexOf(words, from);
    if (start < 0) return [];
    from = start + words.length;
    return [{ match, start, end: from }];
  });
}

/** Characters of an element's text as ranges of the page; in one pass, for matches in their order. */
function rangesIn(element: Element, places: readonly (Match | Placed)[]): { match: Match; range: Range }[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; start: number; end: number }[] = [];
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = length + (node.nodeValue?.length ?? 0);
    nodes.push({ node, start: length, end });
    length = end;
  }
  let from = 0;
  return places.flatMap((place) => {
    const { start, end } = place;
    while (from < nodes.length - 1 && (nodes[from]?.end ?? 0) <= start) from++;
    let to = from;
    while (to < nodes.length - 1 && (nodes[to]?.end ?? 0) < end) to++;
    const [first, last] = [nodes[from], nodes[to]];
    if (!first || !last || end > last.end) return [];
    const range = document.createRange();
    range.setStart(first.node, start - first.start);
    range.setEnd(last.node, end - last.start);
    return [{ match: "match" in place ? place.match : place, range }];
  });
}
