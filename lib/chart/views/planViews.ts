import { quoteIdentifier } from "../../sql/quote.ts";
import { AliasNames } from "../aliasNames.ts";
import {
  type BinColumns,
  type ChartWork,
  type PlannedRows,
  type RowChoice,
  type RowOrigin,
  type ViewsInOne,
  viewTag,
} from "../chartPlan.ts";
import { asJsonObject, isJsonObject, type JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { pushTransforms } from "../transform/pushTransforms.ts";
import type { RowSource } from "../transform/rowSource.ts";
import { mergedEncoding } from "./mergedEncoding.ts";
import { type PlanContext, planUnit } from "./planUnit.ts";

/** Views of a chart with rows of their own, all in one result. */
export interface PlannedViews extends PlannedRows {
  views: ViewsInOne;
  work: ChartWork;
}

interface Around {
  source: RowSource;
  encoding: JsonObject;
  /** Fields that the views are repeated for. */
  facet: JsonObject;
}

const facetChannels = ["facet", "row", "column"];

/**
 * Each view of a layered, joined or faceted chart with the rows that it alone needs. Throws OnlyVega where views
 * depend on each other's rows.
 */
export function planViews(spec: JsonObject, source: RowSource, context: PlanContext): PlannedViews {
  if (sharesSelections(spec)) throw new OnlyVega("a selection that several views see");
  const plan = new ViewPlanner(context);
  const drawn = plan.view(spec, { source, encoding: {}, facet: {} });
  return plan.finish(drawn);
}

class ViewPlanner {
  private readonly names = new AliasNames();
  private readonly tag = this.names.take(viewTag);
  private readonly branches = new Map<string, { index: number; rows: RowChoice; origin: RowOrigin | null }>();
  private readonly bins = new Map<string, BinColumns>();
  private facetDefinitions: JsonObject | null = null;
  private readonly work: ChartWork = { pushed: 0, left: 0 };

  constructor(private readonly context: PlanContext) {}

  view(spec: JsonObject, around: Around): JsonObject {
    // Data of a view's own is Vega's, with all that is done to it.
    if (spec.data !== undefined) return spec;
    const { transform = [], ...rest } = spec;
    const steps = Array.isArray(transform) ? transform : [];
    const pushed = pushTransforms(steps, around.source);
    const isUnit = spec.mark !== undefined;
    this.work.pushed += pushed.pushed;
    this.work.left += pushed.rest.length;
    const left = pushed.rest.length > 0 ? { transform: pushed.rest } : {};
    if (isUnit) return this.unit({ ...rest, ...left }, { ...around, source: pushed.source });
    if (pushed.rest.length > 0) throw new OnlyVega("a transform that several views share");
    return this.composed(rest, { ...around, source: pushed.source });
  }

  finish(spec: JsonObject): PlannedViews {
    const { maxRows } = this.context;
    const parts = [...this.branches].map(
      ([sql, { index }]) =>
        `SELECT ${index}::DOUBLE AS ${quoteIdentifier(this.tag)}, row_number() OVER () AS ${orderId}, *\nFROM (${sql}\nLIMIT ${maxRows + 1})`,
    );
    if (parts.length === 0) throw new OnlyVega("no view that draws the relation");
    const sql = `SELECT * EXCLUDE (${orderId}) FROM (\n${parts.join("\nUNION ALL BY NAME\n")})\nORDER BY ${quoteIdentifier(this.tag)}, ${orderId}`;
    const rows = [...this.branches.values()].map((branch) => branch.rows);
    const origins = [...this.branches.values()].map(({ origin }) => origin ?? unfollowed);
    return {
      sql,
      spec,
      rows: rows.every((choice) => choice === "grouped") ? "grouped" : "raw",
      bins: [...this.bins.values()],
      views: { tag: this.tag, rows, maxRowsOfView: maxRows, origins },
      work: this.work,
    };
  }

  private composed(spec: JsonObject, around: Around): JsonObject {
    const { facet, spec: child } = spec;
    if (isJsonObject(facet) && isJsonObject(child)) {
      const channels = facet.field === undefined ? facet : { facet };
      const inner = this.view(child, { ...around, facet: { ...around.facet, ...channels } });
      const found = this.facetDefinitions;
      if (!found) throw new OnlyVega("a facet of no view");
      const drawn = Object.fromEntries(Object.keys(channels).map((channel) => [channel, found[channel]]));
      return { ...spec, facet: facet.field === undefined ? drawn : drawn.facet, spec: inner };
    }
    for (const key of ["layer", "hconcat", "vconcat", "concat"]) {
      const views = spec[key];
      if (!Array.isArray(views)) continue;
      const { encoding = {}, ...rest } = spec;
      // Each layer groups in its own way, so each takes along what they share.
      const shared = key === "layer" ? mergedEncoding(around.encoding, asJsonObject(encoding)) : {};
      const { row, column, facet: wrapped, ...inLayers } = shared;
      if ([row, column, wrapped].some((channel) => channel !== undefined))
        throw new OnlyVega("layers that are faceted together");
      const below = { ...around, encoding: inLayers };
      return { ...rest, [key]: views.map((view) => this.view(asJsonObject(view), below)) };
    }
    throw new OnlyVega("views of another kind");
  }

  private unit(spec: JsonObject, { source, encoding, facet }: Around): JsonObject {
    const own = mergedEncoding(encoding, asJsonObject(spec.encoding));
    const inFacet = Object.keys(facet).length > 0;
    if (inFacet && facetChannels.some((channel) => own[channel] !== undefined))
      throw new OnlyVega("a facet in a facet");
    const planned = planUnit({ ...spec, encoding: { ...own, ...facet } }, source, this.context, this.names);
    if (!planned.ok) throw new OnlyVega(planned.error.message);
    const { query } = planned;
    if (query.rows === "grouped") this.work.pushed++;
    if (query.groupsLater) this.work.left++;
    for (const bin of query.bins) this.bins.set(bin.alias, bin);
    const branch = this.branches.get(query.sql) ?? {
      index: this.branches.size,
      rows: query.rows,
      origin: query.origin && !query.groupsLater ? query.origin : null,
    };
    this.branches.set(query.sql, branch);
    const drawn = { ...asJsonObject(query.spec.encoding) };
    if (inFacet) {
      const definitions = Object.fromEntries(Object.keys(facet).map((channel) => [channel, drawn[channel]]));
      this.agreeOnFacet(definitions);
      for (const channel of Object.keys(facet)) delete drawn[channel];
    }
    const { transform = [] } = query.spec;
    const steps = Array.isArray(transform) ? transform : [];
    const isOwn = `datum[${JSON.stringify(this.tag)}] === ${branch.index}`;
    return { ...query.spec, encoding: drawn, transform: [{ filter: isOwn }, ...steps] };
  }

  /** All views of a facet have to know its fields by the same names. */
  private agreeOnFacet(definitions: JsonObject): void {
    if (this.facetDefinitions && sortedText(this.facetDefinitions) !== sortedText(definitions))
      throw new OnlyVega("a facet with several names");
    this.facetDefinitions = definitions;
  }
}

const unfollowed: RowOrigin = {
  base: { columns: [], where: [], lost: "the view itself groups its rows" },
  fields: [],
};

const orderId = '"row order"';

/** JSON with the keys in one order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isJsonObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}

/** Says whether rows of one view are chosen by a selection, which then has to find its fields by their names. */
function sharesSelections(spec: JsonObject): boolean {
  const text = JSON.stringify(spec);
  return text.includes('"select":') && /"param":/.test(text);
}
