import DOMPurify from "dompurify";
import { htmlAttributes, htmlElements, safeStyle } from "../../lib/output/htmlRules.ts";
import { isInlineImage } from "../../lib/output/safeSpec.ts";

/** Shows HTML or SVG with nothing in it that runs, loads, links or lies over anything else; says what was left out. */
export function showHtml(place: HTMLElement, html: string): string[] {
  const warnings = new Set<string>();
  const purify = DOMPurify(window);
  purify.addHook("uponSanitizeAttribute", (_node, attribute) => {
    if (attribute.attrName === "style") {
      attribute.attrValue = safeStyle(attribute.attrValue);
      attribute.keepAttr = attribute.attrValue !== "";
    }
    if (attribute.attrName === "src" && !isInlineImage(attribute.attrValue)) {
      attribute.keepAttr = false;
      warnings.add("Remote images are not loaded.");
    }
    // Colours only: url(…) would point at another part of the page.
    if (/url\s*\(/i.test(attribute.attrValue) && attribute.attrName !== "src") attribute.keepAttr = false;
  });
  const clean = purify.sanitize(html, {
    // Lists and nothing else: USE_PROFILES would silently take their place.
    ALLOWED_TAGS: [...htmlElements],
    ALLOWED_ATTR: [...htmlAttributes],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: true,
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  });
  if (purify.removed.some((part) => "element" in part && isActive(part.element))) {
    warnings.add("Scripts, forms and embedded pages are left out.");
  }
  const box = document.createElement("div");
  box.className = "html";
  box.append(clean);
  place.replaceChildren(box);
  return [...warnings];
}

function isActive(node: Node): boolean {
  return /^(?:script|iframe|object|embed|form|input|button|link|style|video|audio)$/i.test(node.nodeName);
}
