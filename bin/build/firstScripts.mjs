/**
 * The page's default Trusted Types policy: the only script addresses that plain code (Turbopack's loader, worker
 * starts, the service worker's registration) may use are the app's own files. HTML and script text stay refused.
 */
const policyScript = `(() => {
  const types = self.trustedTypes;
  if (!types || types.defaultPolicy) return;
  const ownScripts = [/^\\/_next\\/static\\/[\\w./~%-]+\\.js$/, /^\\/(duckdb|engine|formats)\\/[\\w./-]+\\.js$/, /^\\/sw\\.js$/];
  types.createPolicy("default", {
    createScriptURL(text) {
      const url = new URL(text, document.baseURI);
      const isOwn = url.origin === location.origin && ownScripts.some((pattern) => pattern.test(url.pathname));
      return isOwn ? text : null;
    },
  });
})();`;

/**
 * Puts the policy, and for the app's own page what starts the engine, before everything else in a page: a chunk that
 * comes from the cache can run before a script that stands later in the head.
 * @param {string} html
 * @param {string} [engineScript]
 */
export function withFirstScripts(html, engineScript = "") {
  if (html.includes(policyScript)) return html;
  if (!/<head[^>]*>/i.test(html))
    throw new Error("A built page has no <head>, so its script policy cannot be placed.");
  const scripts = [policyScript, engineScript].filter(Boolean).map((text) => `<script>${text}</script>`);
  return html.replace(/<head[^>]*>/i, (head) => `${head}${scripts.join("")}`);
}
