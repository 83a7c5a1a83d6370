const channelName = "bench-wasm-memory";

// Put before DuckDB's own worker script, which makes its memory itself: keeps it and tells its size when asked.
const reporter = `(() => {
  const memories = [];
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, given) {
      const memory = Reflect.construct(target, given);
      memories.push(memory);
      return memory;
    },
  });
  const channel = new BroadcastChannel("${channelName}");
  channel.onmessage = ({ data }) => {
    if (data === "size?") channel.postMessage(Math.max(0, ...memories.map((memory) => memory.buffer.byteLength)));
  };
})();
`;

/** Lets the heap of DuckDB's worker be read from outside; call before the page is opened. */
export async function wasmMemory(context) {
  await context.route(/\/duckdb-browser-eh\.worker\.js$/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers["content-encoding"];
    delete headers["content-length"];
    await route.fulfill({ response, headers, body: reporter + (await response.text()) });
  });
  return {
    /** Bytes of the largest memory of any DuckDB worker of the page's origin; a wasm memory never shrinks. */
    largestBytes: (page) =>
      page.evaluate(
        (name) =>
          new Promise((resolve, reject) => {
            const channel = new BroadcastChannel(name);
            const timer = setTimeout(() => reject(new Error("No DuckDB worker told its memory.")), 5_000);
            channel.onmessage = ({ data }) => {
              if (typeof data !== "number") return;
              clearTimeout(timer);
              channel.close();
              resolve(data);
            };
            channel.postMessage("size?");
          }),
        channelName,
      ),
  };
}
