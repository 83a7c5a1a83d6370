/** HTML that shows a link's notebook inside another page. */
export function embedSnippet(embedUrl: string, link: string, title: string): string {
  const fragment = link.slice(link.indexOf("#"));
  const attributes = [
    `src="${quoted(embedUrl + fragment)}"`,
    `title="${quoted(title)}"`,
    'width="100%"',
    'height="600"',
    'style="border:0"',
    'loading="lazy"',
  ];
  return `<iframe ${attributes.join(" ")}></iframe>`;
}

function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
