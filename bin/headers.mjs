/**
 * The HTTP headers of every file of the app: the one place where they are written.
 * `serve`, the `_headers` file, the nginx and Caddy samples and the tests all read them from here.
 */

const trustedTypesPolicies = [
  "default",
  "editorViewLayer",
  "richScreenReaderContent",
  "domLineBreaksComputer",
  "diffReview",
  "diffEditorWidget",
  "editorGhostText",
  "stickyScrollViewLayer",
  "standaloneColorizer",
  "defaultWorkerFactory",
  "tokenizeToString",
  "dompurify",
  "'allow-duplicates'",
];

const frames = {
  sandbox: (hashes) => [
    "sandbox allow-scripts",
    "default-src 'none'",
    // Hashes only: with 'self' here WebKit lets a worker of this frame import scripts from anywhere.
    `script-src ${[...hashes, "'unsafe-eval'"].join(" ")}`,
    "worker-src data:",
    "connect-src 'none'",
    "webrtc 'block'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ],
  output: (hashes) => [
    "sandbox allow-scripts",
    "default-src 'none'",
    `script-src ${hashes.join(" ") || "'none'"}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "webrtc 'block'",
    "frame-ancestors 'self'",
  ],
};

/** Its link to the app opens in a window of its own, which is no part of the frame any more. */
const embedFrame = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

// Shown inside pages of other sites: it holds no key and no storage (its origin is opaque), starts no engine and reaches
// no network, so that there is nothing to be had by framing it.
const embedPolicy = (hashes, loopback) => [
  `sandbox ${embedFrame}`,
  "default-src 'none'",
  `script-src ${hashes.join(" ") || "'none'"}`,
  "style-src 'unsafe-inline'",
  "img-src data:",
  "connect-src 'none'",
  "worker-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "webrtc 'block'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  `frame-ancestors https:${loopback ? " http://127.0.0.1:* http://localhost:*" : ""}`,
];

const pagePolicy = (hashes) => [
  "default-src 'none'",
  `script-src ${["'self'", ...hashes, "'wasm-unsafe-eval'"].join(" ")}`,
  "script-src-attr 'none'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // Monaco writes style attributes and sheets at run time.
  "style-src 'self' 'unsafe-inline'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${trustedTypesPolicies.join(" ")}`,
];

// A worker started from a URL lives under the policy of its own response, so every asset carries one.
const assetPolicy = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"];

const serviceWorkerPolicy = (loopback) => [
  "default-src 'none'",
  "script-src 'self'",
  // On a machine of one's own, also an S3 server beside the app may be reached.
  `connect-src 'self' https:${loopback ? " http://127.0.0.1:* http://localhost:*" : ""}`,
];

/** Files of a user's folder are data: whatever they hold, it never runs. */
const folderPolicy = ["default-src 'none'", "sandbox"];

const immutableFolders = ["/_next/static/", "/engine/", "/duckdb/", "/duckdb-ext/", "/parquet/"];

/** "sandbox", "output", "embed", "page", "serviceWorker", "folder" or "asset": which policy a path is under. */
export function kindOfPath(path) {
  if (path.startsWith("/sandbox/")) return "sandbox";
  if (path.startsWith("/output/")) return "output";
  if (path.startsWith("/embed/")) return "embed";
  if (path.startsWith("/folder/")) return "folder";
  if (path === "/sw.js") return "serviceWorker";
  if (path.endsWith("/") || path.endsWith(".html")) return "page";
  return "asset";
}

function policyOf(kind, hashes, loopback) {
  switch (kind) {
    case "sandbox":
      return frames.sandbox(hashes);
    case "output":
      return frames.output(hashes);
    case "embed":
      return embedPolicy(hashes, loopback);
    case "page":
      return pagePolicy(hashes);
    case "serviceWorker":
      return serviceWorkerPolicy(loopback);
    case "folder":
      return folderPolicy;
    default:
      return assetPolicy;
  }
}

/**
 * The headers of one file.
 * @param {string} path begins with "/", as a browser asks for it; a page ends in "/" or ".html"
 * @param {readonly string[]} hashes CSP sources ('sha256-…') of the inline scripts in that file
 * @param {{ loopback?: boolean }} [options] loopback: served on this machine, by `eider serve`
 * @returns {Record<string, string>}
 */
export function headersFor(path, hashes, { loopback = false } = {}) {
  const kind = kindOfPath(path);
  const headers = {
    "Content-Security-Policy": policyOf(kind, hashes, loopback).join("; "),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": immutableFolders.some((folder) => path.startsWith(folder))
      ? "public, max-age=31536000, immutable"
      : "no-cache",
  };
  if (kind === "page") headers["Cross-Origin-Opener-Policy"] = "same-origin";
  if (kind === "page" || kind === "embed") {
    headers["Permissions-Policy"] =
      "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()";
  }
  if (kind === "sandbox" || kind === "output") {
    headers["Connection-Allowlist"] = "()";
    // Its origin is opaque, so "same-origin" would refuse the frame where the app is isolated.
    headers["Cross-Origin-Resource-Policy"] = "cross-origin";
  }
  if (kind === "embed") headers["Cross-Origin-Resource-Policy"] = "cross-origin";
  if (kind === "folder") headers["Cross-Origin-Resource-Policy"] = "same-origin";
  if (!loopback) headers["Strict-Transport-Security"] = "max-age=31536000";
  return headers;
}

/**
 * Says what is wrong with a frame's policy, or null.
 * All frames must have an opaque origin, and nothing but their own inline script may run in them.
 */
export function frameProblem(path, headers) {
  const policy = headers["Content-Security-Policy"] ?? "";
  const directives = new Map(
    policy.split(";").map((part) => {
      const [name = "", ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );
  const allowed = kindOfPath(path) === "embed" ? embedFrame : "allow-scripts";
  if (directives.get("sandbox")?.join(" ") !== allowed) {
    return `${path}: its policy must say "sandbox ${allowed}" and nothing more, or it shares the app's origin.`;
  }
  for (const [name, values] of directives) {
    if (name !== "frame-ancestors" && values.includes("'self'")) {
      return `${path}: 'self' in ${name} lets the frame load files of the app; use hashes.`;
    }
  }
  if (!directives.get("script-src")?.some((value) => value.startsWith("'sha256-"))) {
    return `${path}: no script hash in its policy, so its own script cannot run.`;
  }
  return null;
}
