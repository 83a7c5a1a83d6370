import type { Column } from "../engine/protocol.ts";
import type { Cell, CellId, SourceEntry } from "../notebook/document.ts";
import { factsOf } from "../run/factsOf.ts";
import { type PinnedSchema, parsePinnedSchema, pinnedColumns } from "../sandbox/pinnedSchema.ts";
import type { AppState } from "../store/state.ts";
import type { CellOutline } from "../typescript/cellOutline.ts";
import { codeInDoc } from "../typescript/docText.ts";
import { madeTypes } from "../typescript/madeTypes.ts";
import { pinCheckModule } from "../typescript/pinCheck.ts";
import { canBeIdentifier } from "../typescript/relationTypes.ts";
import { type ScopeRelation, scopeDeclarations, withoutNames } from "../typescript/scopeDeclarations.ts";
import type { ScopeValue } from "../typescript/valueDeclarations.ts";
import { cellGlobals } from "./cellGlobals.ts";

/** A file that the editor's compiler gets beside the cells. */
export interface TypeLib {
  filePath: string;
  content: string;
}

/** What TypeScript cells have in reach, for the editor's compiler, and the way from that back to the cells. */
export interface TypeScope {
  libs: readonly TypeLib[];
  /** Cells by the file that holds a copy of their text. */
  cellOfFile: ReadonlyMap<string, CellId>;
  /** Cells by the lower-case names of the relations that they make and the values that they export. */
  cellOfName: ReadonlyMap<string, CellId>;
  /** Cells whose schema is pinned, and the file that compiles only where they keep to it. */
  pins: ReadonlyMap<CellId, { filePath: string; schema: PinnedSchema }>;
}

export type ScopeState = Pick<AppState, "document" | "sources" | "relations" | "cells">;

/** The file in which relations and values are declared. */
export const scopeFile = "file:///eider.d.ts";

/** Makes type scopes of the states of one page; what it remembers are numbers of cells and texts that once could be read. */
export class TypeScopes {
  private readonly numbers = new Map<CellId, number>();
  private readonly outlines = new Map<CellId, { source: string; outline: CellOutline; readable: string }>();

  constructor(
    private readonly read: (source: string) => { outline: CellOutline | null },
    /** Values that cells of other kinds hold, which TypeScript cells see by name. */
    private readonly otherValues: (state: ScopeState) => readonly ScopeValue[] = () => [],
  ) {}

  of(state: ScopeState): TypeScope {
    const cells = state.document.cells.filter((cell) => cell.name !== "");
    const scripts = cells.filter(({ kind }) => kind === "ts");
    for (const cell of scripts) this.outline(cell);
    const pins = this.pins(scripts);
    const modules = scripts.filter((cell) => this.isModule(cell));
    const relations = this.relations(state, cells);
    const values = [...modules.flatMap((cell) => this.values(cell)), ...this.otherValues(state)];
    const named = new Set(scripts.flatMap((cell) => [...(this.outlines.get(cell.id)?.outline.names ?? [])]));
    const names = [...relations, ...values].map(({ name }) => name);
    const declarations = scopeDeclarations({
      relations: namedFirst(relations, named),
      values,
      spellings: spellingsOf(named, names),
    });
    return {
      libs: [
        { filePath: "file:///globals.d.ts", content: withoutNames(cellGlobals, names) },
        { filePath: scopeFile, content: declarations },
        { filePath: "file:///made.ts", content: madeTypes },
        ...modules.map((cell) => ({
          filePath: this.file("cells", cell.id),
          content: this.outlines.get(cell.id)?.readable ?? "",
        })),
        ...[...pins].map(([id, { filePath, schema }]) => ({
          filePath,
          content: pinCheckModule(schema, `../cells/${this.number(id)}`, "../made"),
        })),
      ],
      cellOfFile: new Map(modules.map((cell) => [this.file("cells", cell.id), cell.id])),
      cellOfName: new Map(
        cells.toReversed().flatMap((cell) => {
          const exported = this.outlines.get(cell.id)?.outline.exports ?? [];
          const own = cell.kind === "input" ? [cell.name] : definedBy(cell);
          return [...own, ...exported].map((name) => [name.toLowerCase(), cell.id]);
        }),
      ),
      pins,
    };
  }

  /** The text of a cell that cannot be read while it is typed is, to other cells, the last one that could. */
  private outline({ id, source }: Cell): void {
    if (this.outlines.get(id)?.source === source) return;
    const before = this.outlines.get(id);
    const { outline } = this.read(source);
    if (outline) this.outlines.set(id, { source, outline, readable: source });
    else if (before) this.outlines.set(id, { ...before, source });
  }

  private isModule(cell: Cell): boolean {
    const outline = this.outlines.get(cell.id)?.outline;
    return outline !== undefined && (outline.defaultAt !== null || outline.exports.length > 0);
  }

  private pins(scripts: readonly Cell[]): TypeScope["pins"] {
    return new Map(
      scripts.flatMap((cell) => {
        const parsed = cell.options.schema === undefined ? null : parsePinnedSchema(cell.options.schema);
        if (!parsed?.ok || !this.outlines.get(cell.id)?.outline.defaultAt) return [];
        return [[cell.id, { filePath: this.file("pins", cell.id), schema: parsed.value }] as const];
      }),
    );
  }

  private relations(
    { document, sources, relations, cells: views }: ScopeState,
    cells: readonly Cell[],
  ): ScopeRelation[] {
    const ofSources = sources.map(({ relation, columns, receipt, file }) => ({
      name: relation,
      columns: columns.length > 0 ? columns : columnsAsKept(document.sources[relation]),
      rowCount: receipt?.loaded ?? null,
      doc: `from ${codeInDoc(file)}`,
      module: null,
    }));
    const made = new Map(relations.map((relation) => [relation.cellId, relation]));
    const ofCells = cells.flatMap((cell): ScopeRelation[] => {
      const pinned =
        cell.kind === "ts" && cell.options.schema !== undefined
          ? parsePinnedSchema(cell.options.schema)
          : null;
      const doc = `made by the cell ${codeInDoc(cell.name)}`;
      const isScript = cell.kind === "ts";
      if (isScript && !this.outlines.get(cell.id)?.outline.defaultAt) return [];
      return definedBy(cell).map((name, at) => {
        const module = isScript ? `./cells/${this.number(cell.id)}` : null;
        const run = made.get(cell.id);
        if (at > 0 || !run) {
          const columns = at === 0 && pinned?.ok ? pinnedColumns(pinned.value) : null;
          return { name, columns, rowCount: null, doc, module };
        }
        // What it will be follows its text as soon as that is another than the one that ran.
        const isOld = isScript && views[cell.id]?.run.status === "stale";
        const columns = pinned?.ok ? pinnedColumns(pinned.value) : isOld ? null : run.columns;
        return { name, columns, rowCount: run.rowCount, doc, module };
      });
    });
    return [...ofSources, ...ofCells];
  }

  private values(cell: Cell): ScopeValue[] {
    const exported = this.outlines.get(cell.id)?.outline.exports ?? [];
    const module = JSON.stringify(`./cells/${this.number(cell.id)}`);
    return exported.filter(canBeIdentifier).map((name) => ({
      name,
      type: `import("./made").Passed<typeof import(${module}).${name}>`,
      doc: `Exported by the cell ${codeInDoc(cell.name)}.`,
    }));
  }

  private file(folder: "cells" | "pins", id: CellId): string {
    return `file:///${folder}/${this.number(id)}.ts`;
  }

  /** A cell's id may hold anything; its number is the same for as long as the page is there. */
  private number(id: CellId): number {
    const known = this.numbers.get(id) ?? this.numbers.size + 1;
    this.numbers.set(id, known);
    return known;
  }
}

/** What the notebook says of a source that is not loaded. */
function columnsAsKept(entry: SourceEntry | undefined): Column[] | null {
  return entry?.columns ? Object.entries(entry.columns).map(([name, type]) => ({ name, type })) : null;
}

const makers = new Set(["sql", "ts", "clean", "match", "events", "compare", "contract"]);

/** Relations that a cell makes, its own first. */
function definedBy(cell: Cell): readonly string[] {
  if (!makers.has(cell.kind)) return [];
  return cell.kind === "sql" ? factsOf(cell).defines : [cell.name];
}

function namedFirst(relations: readonly ScopeRelation[], named: ReadonlySet<string>): ScopeRelation[] {
  const isNamed = ({ name }: ScopeRelation) => named.has(name);
  return [...relations.filter(isNamed), ...relations.filter((relation) => !isNamed(relation))];
}

/** Cells find relations and values whatever the case; the compiler has to be told. */
function spellingsOf(
  named: ReadonlySet<string>,
  names: readonly string[],
): { written: string; of: string }[] {
  const exact = new Set(names);
  const byKey = new Map(names.map((name) => [name.toLowerCase(), name]));
  return [...named].flatMap((written) => {
    const of = exact.has(written) ? undefined : byKey.get(written.toLowerCase());
    return of === undefined ? [] : [{ written, of }];
  });
}
