import { headersFor } from "../headers.mjs";

/** Folders whose files all have the same headers; every other file gets a rule of its own. */
const uniformFolders = [
  "/_next/static/",
  "/duckdb/",
  "/duckdb-ext/",
  "/parquet/",
  "/samples/",
  "/sandbox/",
  "/output/",
  "/embed/",
];

/**
 * Rules that cover every described file exactly once, so that no host ever joins two policies.
 * @param {Record<string, import("./describeFiles.mjs").ServedFile>} files
 * @returns {{ path: string, isFolder: boolean, headers: Record<string, string> }[]}
 */
export function headerRules(files) {
  const rules = new Map();
  for (const [address, { hashes, headers }] of Object.entries(files)) {
    const folder = uniformFolders.find((start) => address.startsWith(start));
    const path = folder ?? address;
    const isFrame = ["/sandbox/", "/output/", "/embed/"].includes(path);
    if (!folder || isFrame)
      rules.set(path, { path, isFolder: folder !== undefined, headers: headersFor(path, hashes) });
    else if (!rules.has(path)) rules.set(path, { path, isFolder: true, headers });
  }
  return [...rules.values()];
}

/** The `_headers` file that Netlify, Cloudflare Pages and others read. */
export function headersFile(files) {
  const blocks = headerRules(files).flatMap(({ path, isFolder, headers }) => {
    const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
    const addresses = isFolder ? [`${path}*`] : path.endsWith("/") ? [path, `${path}index.html`] : [path];
    return addresses.map((address) => [address, ...lines].join("\n"));
  });
  return `${blocks.join("\n\n")}\n`;
}

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const pattern = ({ path, isFolder }) => {
  if (isFolder) return `^${escapeRegExp(path)}`;
  return path.endsWith("/") ? `^${escapeRegExp(path)}(index\\.html)?$` : `^${escapeRegExp(path)}$`;
};

/** A server block's inside for nginx: one map per header, since add_header in one location hides those of another. */
export function nginxFile(files) {
  const rules = headerRules(files);
  const names = [...new Set(rules.flatMap(({ headers }) => Object.keys(headers)))];
  const variable = (name) => `$eider_${name.toLowerCase().replaceAll("-", "_")}`;
  const maps = names.map((name) => {
    const lines = rules
      .filter(({ headers }) => headers[name] !== undefined)
      .map((rule) => `  "~${pattern(rule)}" "${rule.headers[name]}";`);
    return [`map $uri ${variable(name)} {`, '  default "";', ...lines, "}"].join("\n");
  });
  return `# Inside http { … }: the headers of each file of the app.
${maps.join("\n")}

server {
  listen 443 ssl;
  server_name eider.example.org;
  root /srv/eider;
  include mime.types;
  types { application/wasm wasm; }
  gzip_static on;
  error_page 404 /404.html;
${names.map((name) => `  add_header ${name} ${variable(name)} always;`).join("\n")}
  location / { try_files $uri $uri/index.html =404; }
  location /__net/ { return 404; }
}
`;
}

/** A site for Caddy. */
export function caddyFile(files) {
  const blocks = headerRules(files).map((rule, index) => {
    const { path, isFolder, headers } = rule;
    const paths = isFolder ? `${path}*` : path.endsWith("/") ? `${path} ${path}index.html` : path;
    const lines = Object.entries(headers).map(([name, value]) => `    ${name} "${value}"`);
    return [`  @rule${index} path ${paths}`, `  header @rule${index} {`, ...lines, "  }"].join("\n");
  });
  return `eider.example.org {
  root * /srv/eider
${blocks.join("\n")}
  respond /__net/* 404
  file_server {
    precompressed br gzip
  }
}
`;
}
