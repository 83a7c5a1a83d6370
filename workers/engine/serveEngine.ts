import * as Comlink from "comlink";
import type { EngineApi, SourceRequest } from "../../lib/engine/protocol.ts";
import { receivedFiles } from "../../lib/remote/receivedFiles.ts";
import { browserPlatform } from "./browserPlatform.ts";
import { createEngine } from "./createEngine.ts";
import type { DuckWorker } from "./duckWorker.ts";
import { startDuckDB } from "./startDuckDB.ts";
import { startReader } from "./startReader.ts";

/** Answers the page's calls in this worker. The engine starts at once: the page only asks for what has begun. */
export function serveEngine(duckWorker: Promise<DuckWorker>, baseUrl: string): void {
  const engine = createEngine((url) => startDuckDB(browserPlatform(url, duckWorker), url));
  // Answered again, with the same, when the page asks.
  void engine.start({ baseUrl, zones: null });

  /** Bytes leave by transfer, not by copy. */
  const transferring: Partial<EngineApi> = {
    async page(...args) {
      const answer = await engine.page(...args);
      return answer.ok ? Comlink.transfer(answer, [answer.value.buffer as ArrayBuffer]) : answer;
    },
    async openView(...args) {
      const answer = await engine.openView(...args);
      return answer.ok
        ? Comlink.transfer(answer, [answer.value.result.firstPage.buffer as ArrayBuffer])
        : answer;
    },
    async relationPage(...args) {
      const answer = await engine.relationPage(...args);
      return answer.ok ? Comlink.transfer(answer, [answer.value.buffer as ArrayBuffer]) : answer;
    },
    async select(...args) {
      const answer = await engine.select(...args);
      return answer.ok ? Comlink.transfer(answer, [answer.value.ipc.buffer as ArrayBuffer]) : answer;
    },
  };

  Comlink.expose({
    ...engine,
    ...transferring,
    addSources(requests, onEvent) {
      startReader(baseUrl);
      return engine.addSources(receivedFiles(requests) as SourceRequest[], onEvent);
    },
    inspect: (file) => engine.inspect(receivedFiles(file) as File),
    preview: (file, how) => engine.preview(receivedFiles(file) as File, how),
  } satisfies EngineApi);
}
