import { engineContract } from "../../lib/engine/testing/engineContract.ts";
import { createEngine } from "./createEngine.ts";
import { startInNode } from "./testing/nodePlatform.ts";

engineContract("DuckDB-WASM", async () => createEngine(startInNode));
