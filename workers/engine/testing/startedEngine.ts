import type { EngineApi, Receipt, SourcePart, SourceRequest } from "../../../lib/engine/protocol.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { createEngine } from "../createEngine.ts";
import { startInNode } from "./nodePlatform.ts";

/** The real engine in Node with short ways to load and to ask; for tests only. */
export interface StartedEngine {
  api: EngineApi;
  /** Loads one relation; answers its receipt. */
  load(request: Omit<SourceRequest, "id">): Promise<Receipt>;
  /** Loads many files as one relation; answers its receipt. */
  loadParts(relation: string, parts: SourcePart[], more?: Partial<SourceRequest>): Promise<Receipt>;
  /** The rows of a SELECT as text, 10,000 at most. */
  rows(sql: string): Promise<(string | null)[][]>;
}

let ids = 0;

/** Starts an engine; `baseUrl` is where it may fetch the Parquet reader. */
export async function startedEngine(baseUrl = "http://localhost/"): Promise<StartedEngine> {
  const api = createEngine(startInNode);
  const started = await api.start({ baseUrl, zones: null });
  if (!started.ok) throw new Error(started.error.message);
  const load: StartedEngine["load"] = async (request) => {
    const [receipt] = await api.addSources([{ id: ++ids, ...request }], () => undefined);
    if (!receipt) throw new Error("no receipt");
    return receipt;
  };
  return {
    api,
    load,
    async loadParts(relation, parts, more = {}) {
      const [first] = parts;
      if (!first) throw new Error("no parts");
      return load({ relation, file: first.file, parts, ...more });
    },
    async rows(sql) {
      const answer = await api.run({ runId: ++ids, name: `q${ids}`, sql, params: {} }, () => undefined);
      if (!answer.ok) throw new Error(answer.error.message);
      const { result } = answer.value;
      if (!result) return [];
      const page = await api.page(result.resultKey, 0, 10_000);
      if (!page.ok) throw new Error(page.error.message);
      const text = decodeTextPage(page.value);
      return Array.from({ length: text.rows }, (_, row) =>
        text.columns.map((_, column) => text.cell(row, column)),
      );
    },
  };
}
