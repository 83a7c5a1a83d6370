/** Bare DuckDB-WASM in a plain page: what Eider's own cost is measured against. */
import * as duckdb from "@duckdb/duckdb-wasm";

// The page has Eider's headers, so starting a worker needs a policy here as it does there.
window.trustedTypes?.createPolicy("default", { createScriptURL: (url) => url });

const table = document.querySelector("table");
let db;
let connection;
let rowsWorker;
let rowsConnection;

/** The least that "painted" can mean: the first rows as text in a table, two frames later. */
async function paint(result) {
  const rows = [];
  for (let row = 0; row < Math.min(12, result.numRows); row++) {
    rows.push(result.schema.fields.map((_, column) => String(result.getChildAt(column)?.get(row))));
  }
  table.replaceChildren(
    ...rows.map((cells) => {
      const line = document.createElement("tr");
      line.append(
        ...cells.map((text) => {
          const cell = document.createElement("td");
          cell.textContent = text;
          return cell;
        }),
      );
      return line;
    }),
  );
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

window.bare = {
  async start() {
    const worker = new Worker("/duckdb-browser-eh.worker.js");
    db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
    await db.instantiate("/duckdb-eh.wasm");
    connection = await db.connect();
  },
  /** Makes a file of the page's input readable under its name, from its handle. */
  async register(input) {
    const file = document.querySelector(input).files[0];
    await db.registerFileHandle(file.name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  },
  /** Milliseconds that a statement takes. */
  async run(sql) {
    const start = performance.now();
    await connection.query(sql);
    return performance.now() - start;
  },
  /** Milliseconds from the click to painted rows. */
  async show(sql) {
    const button = document.querySelector("button");
    const clicked = new Promise((resolve) => button.addEventListener("click", resolve, { once: true }));
    const start = performance.now();
    button.click();
    await clicked;
    await paint(await connection.query(sql));
    return performance.now() - start;
  },
  /** Milliseconds until all rows of a query went through a function in a plain worker. */
  async mapInWorker(sql, expected) {
    rowsWorker ??= new Worker("/rowsWorker.js");
    rowsConnection ??= await db.connectInternal();
    const start = performance.now();
    const answer = new Promise((resolve) => rowsWorker.addEventListener("message", resolve, { once: true }));
    const bytes = await db.runQuery(rowsConnection, sql);
    rowsWorker.postMessage(bytes, [bytes.buffer]);
    const { data } = await answer;
    if (data !== expected) throw new Error(`${data} rows instead of ${expected}`);
    return performance.now() - start;
  },
  /** Milliseconds from the stop of a runaway statement to the painted rows of the next one. */
  async stopAndShow(runaway, next, afterMs) {
    const running = connection.send(runaway).catch(() => "stopped");
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const start = performance.now();
    await connection.cancelSent();
    await running;
    await paint(await connection.query(next));
    return performance.now() - start;
  },
};

if (new URLSearchParams(location.search).has("answer")) {
  await window.bare.start();
  await window.bare.show("select 42 as answer");
  // Since the navigation began.
  window.answeredMs = performance.now();
}
window.isReady = true;
