import type { Frame, Page } from "@playwright/test";
import { cellText, expect, expectAlive, openStrangers, runStrangers, test } from "./attackTest.ts";

/** Markup that would run, load or tell, wherever text is taken for HTML. */
const markupFor = (url: string) =>
  `<img src="${url}/img.svg" onerror="globalThis.pwned=1"><svg onload="globalThis.pwned=1"><script>globalThis.pwned=1</script>`;

/** What text could have become in the page; the app itself has none of it among cells, data and messages. */
const strayElements = (page: Page) =>
  page.evaluate(() => {
    const foreign =
      "img, script, object, embed, form, base, meta, video, audio, style, link, iframe:not([title]), [onerror], [onload]";
    const found = [...document.querySelectorAll("main, header, aside, [role=dialog], [role=region]")].flatMap(
      (part) => [...part.querySelectorAll(foreign)],
    );
    const links = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? "");
    return {
      elements: [...new Set(found)].map((element) => element.outerHTML.slice(0, 200)),
      links: links.filter((href) => !/^(https?:|mailto:|#)/.test(href)),
      pwned: "pwned" in globalThis,
    };
  });
const untouched = { elements: [], links: [], pwned: false };

/** What an output frame has drawn: names of elements and attributes. */
const drawnIn = (frame: Frame) =>
  frame.evaluate(() => {
    const all = [...document.querySelectorAll(".html *")];
    return {
      elements: [...new Set(all.map((element) => element.localName))],
      attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
      text: document.body.textContent ?? "",
      pwned: "pwned" in globalThis,
    };
  });

test("17 · Markdown runs nothing, loads nothing and follows no address that is more than an address", async ({
  page,
  victim,
  hostile,
}) => {
  const { url } = hostile;
  const text = `# Heading ${markupFor(url)}

<meta http-equiv="refresh" content="0;url=${url}/refresh">
<base href="${url}/">
<iframe src="${url}/frame"></iframe>
<form action="${url}/form"><input name="key" autofocus><button>Send</button></form>
<a href="javascript:globalThis.pwned=1">raw</a>

[script](javascript:globalThis.pwned=1) [hidden](java&#10;script:globalThis.pwned=1) [tab](java\tscript:globalThis.pwned=1)
[entity](&#106;avascript:globalThis.pwned=1) [upper](JaVaScRiPt:globalThis.pwned=1) [vb](vbscript:x) [file](file:///etc/passwd)
[data](data:text/html,<script>globalThis.pwned=1</script>) [blob](blob:${url}/x) [view](view-source:${url}) [nothing](#%E0%A4%A)
<javascript:globalThis.pwned=1> [ref] ![pixel](${url}/pixel.svg) ![svg](data:image/svg+xml,<svg/onload=alert(1)>)

[ref]: javascript:globalThis.pwned=1 "title"

$\\href{javascript:globalThis.pwned=1}{x} \\includegraphics{${url}/math.svg} \\htmlData{x=1}{y} \\url{${url}}$

$$\\def\\a{\\a\\a}\\a \\rule{99999em}{99999em} \\kern{-99999em} \\raisebox{99999em}{over}$$

| ${markupFor(url).replaceAll("|", "")} | b |
|---|---|
| <style>*{background:url(${url}/css)}</style> | \`${markupFor(url)}\` |
`;
  await openStrangers(victim, text);
  await expect(victim.page.getByRole("heading", { name: /Heading/ })).toBeVisible();
  expect(await strayElements(page)).toEqual(untouched);
  await page.getByText("nothing", { exact: true }).click();
  for (const name of ["script", "hidden", "tab", "entity", "upper", "data", "ref"]) {
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  }
  await expectAlive(victim);
});

test("17, 21 · a formula stays inside its text, and a megabyte of nesting is shown all the same", async ({
  page,
  victim,
}) => {
  const far =
    "\\smash{\\kern{-2em}\\raisebox{-4em}{\\rule{40em}{4em}}\\kern{-40em}\\raisebox{0em}{\\rule{40em}{9em}}}";
  await openStrangers(
    victim,
    `${cellText("sql", "above", "select 1")}A formula: $${far}$\n\n$$${far}$$\n\n${cellText("sql", "below", "select 2")}`,
  );
  const rule = page.locator(".katex-rule").first();
  await expect(rule).toBeAttached();
  const besideText = await rule.evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    return (
      document.elementFromPoint(left + 4, (top + bottom) / 2)?.closest(".katex")?.textContent ?? "no formula"
    );
  });
  expect(besideText, "what is drawn left of the text").toBe("no formula");
  for (const name of ["above", "below"]) {
    // Playwright presses what it would press only where nothing else lies over it.
    await victim.cell(name).getByRole("button", { name: "Run cell", exact: true }).click({ trial: true });
  }
  await victim.sharedBar.getByRole("button", { name: "Run this notebook" }).click({ trial: true });

  for (const nested of [
    ">".repeat(400_000),
    "[".repeat(300_000),
    "*".repeat(300_000),
    "- ".repeat(20_000),
    "<b>".repeat(60_000),
    "![](".repeat(40_000),
  ]) {
    await victim.openText(`# Nested\n\n${nested}\n`);
    await expect(victim.page.getByText(/Nested/).first()).toBeVisible();
  }
  await victim.openText(`# Nested\n\n${"> - ".repeat(262_144)}\n`);
  await expectAlive(victim);
});

test("18, 20 · names, values, titles, errors, messages and files are text, whatever stands in them", async ({
  page,
  victim,
  hostile,
}) => {
  const markup = markupFor(hostile.url);
  const quoted = markup.replaceAll("'", "''");
  const name = `"${markup.replaceAll('"', '""')}"`;
  const text = `---
eider: 1
title: ${JSON.stringify(markup)}
sources:
  ${JSON.stringify(markup)}: ${JSON.stringify(`file:${markup}.csv`)}
  location: "https://example.org/location.csv"
---

${cellText("sql", "valued", `select '${quoted}' as ${name}, 1 as "location", 2 as "__proto__", [{'x': '${quoted}'}] as nested`)}
${cellText("sql", "failing", `select error('${quoted}')`)}
${cellText("sql", "unknown", `select ${name} from valued where nope`)}
${cellText("ts", "thrown", `throw new Error(${JSON.stringify(markup)})`)}
${cellText("ts", "said", `console.log(${JSON.stringify(markup)}); display({ [${JSON.stringify(markup)}]: ${JSON.stringify(markup)} }); display([{ [${JSON.stringify(markup)}]: ${JSON.stringify(markup)} }]);`)}
${cellText("chart", "titled", JSON.stringify({ title: markup, mark: { type: "bar", tooltip: true }, encoding: { x: { field: markup, title: markup }, y: { aggregate: "count", title: markup } } }), " from=valued")}
\`\`\`${JSON.stringify(markup)} name="${markup.replaceAll('"', "'")}"
unknown kind
\`\`\`

<!-- cell ${JSON.stringify({ id: "location", "data-command": "run", name: markup })} -->
Prose with an id of its own.
`;
  await runStrangers(victim, text, ["valued", "failing", "thrown", "said"]);
  await victim.addFiles([
    {
      name: `${markup.replaceAll("/", "∕")}.csv`,
      mimeType: "",
      buffer: Buffer.from(`${markup.replaceAll('"', "'")},b\n1,2\n`),
    },
    { name: `${markup.replaceAll("/", "∕")}.parquet`, mimeType: "", buffer: Buffer.from("no parquet") },
  ]);
  await expect(victim.output("failing")).toContainText("<img src=");
  await expect(victim.output("thrown")).toContainText("<img src=");
  await expect(victim.grid("valued")).toContainText("<img src=");
  await expect(victim.data.getByText(/<img src=/).first()).toBeVisible();
  expect(await strayElements(page)).toEqual(untouched);
  await expect(page).toHaveTitle(/Eider|<img/);

  await test.step("also where a pointer rests on the chart", async () => {
    const chart = victim.chart("titled");
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    for (const share of [0.3, 0.5, 0.7]) {
      await page.mouse.move(
        (box?.x ?? 0) + (box?.width ?? 0) * share,
        (box?.y ?? 0) + (box?.height ?? 0) * 0.6,
      );
    }
    for (const frame of page.frames().filter((candidate) => candidate.url().endsWith("/output/"))) {
      expect(
        await frame.evaluate(() => [
          "pwned" in globalThis,
          document.querySelectorAll("img, script[src]").length,
        ]),
      ).toEqual([false, 0]);
    }
  });
  await expectAlive(victim);
});

const htmlFor = (
  url: string,
) => `<p id="location" name="currentScript" class="x" data-command="run-all" data-cell-id="x">kept text</p>
${markupFor(url)}
<form id="eider" action="${url}/form"><input name="key" type="password"><button formaction="${url}/b" data-commandlinker-command="x">Save</button></form>
<a id="parent" name="postMessage" href="${url}/link">a</a><a name="postMessage" href="javascript:pwned=1">b</a>
<iframe srcdoc="<script>parent.pwned=1</script>"></iframe><object data="${url}/o"></object><embed src="${url}/e">
<link rel="stylesheet" href="${url}/s.css"><style>@import url(${url}/i.css);</style><base href="${url}"><meta http-equiv="refresh" content="0;url=${url}/m">
<div style="position:fixed;inset:0;z-index:9999;background:url(${url}/bg)">over everything</div>
<div style="background-color:red;margin:-500px;transform:scale(99)" onclick="pwned=1">shifted</div>
<table background="${url}/t"><tr><td background="${url}/td">cell</td></tr></table>
<img src="${url}/i.png" srcset="${url}/set.png 2x"><img src="data:image/png;base64,iVBORw0KGgo="><video src="${url}/v" poster="${url}/p"></video>
<svg><foreignObject><iframe src="${url}/fo"></iframe><body onload="pwned=1"></foreignObject>
<animate attributeName="href" values="javascript:pwned=1"/><set attributeName="onmouseover" to="pwned=1"/>
<use href="${url}/u.svg#x"/><use href="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=#x"/><image href="${url}/im.svg"/><script href="${url}/sc.js"/>
<a xlink:href="javascript:pwned=1"><text>t</text></a><rect fill="url(${url}/f#x)" style="fill:url(${url}/f2#x)" width="9" height="9"/>
<filter id="f"><feImage href="${url}/fe.svg"/></filter><style>*{fill:url(${url}/st)}</style></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned=1&gt;"></mglyph></table></mtext></math>
<template><img src=x onerror=pwned=1></template><noscript><p title="</noscript><img src=x onerror=pwned=1>"></noscript>
<details open ontoggle="pwned=1"><summary>s</summary></details><dialog open>modal</dialog><select><option>o</select><textarea>t</textarea>`;

test("19, 20, 21 · HTML and SVG of a cell keep to text, tables and drawings, inside their frame", async ({
  page,
  victim,
  hostile,
}) => {
  const code = `display.html(${JSON.stringify(htmlFor(hostile.url))})`;
  await runStrangers(victim, cellText("ts", "shown", code), ["shown"]);
  const region = victim.output("shown");
  await expect(region.locator("iframe")).toBeVisible();
  const frame = () => page.frames().find((candidate) => candidate.url().endsWith("/output/"));
  await expect
    .poll(async () => (frame() ? (await drawnIn(frame() as Frame)).text : ""))
    .toContain("kept text");
  const drawn = await drawnIn(frame() as Frame);
  expect(drawn.pwned).toBe(false);
  const forbidden =
    /^(script|iframe|object|embed|form|input|button|select|textarea|link|style|base|meta|video|audio|foreignobject|animate|set|use|image|feimage|filter|dialog|template|math)$/i;
  expect(drawn.elements.filter((name) => forbidden.test(name))).toEqual([]);
  expect(
    drawn.attributes.filter((name) =>
      /^(on|id$|name$|class$|data-|href|xlink|srcset|background$|action|poster)/i.test(name),
    ),
  ).toEqual([]);
  expect(await strayElements(page)).toEqual(untouched);

  await test.step("what would lie over everything lies in its frame, and the app's buttons answer", async () => {
    const [inner, outer] = [await region.locator("iframe").boundingBox(), await region.boundingBox()];
    expect((inner?.height ?? 0) <= (outer?.height ?? 0) && (inner?.width ?? 0) <= (outer?.width ?? 0)).toBe(
      true,
    );
    await victim.button("Share").click({ trial: true });
    expect(
      await page.evaluate(() => [
        typeof location.href,
        typeof (globalThis as { eider?: unknown }).eider,
        document.currentScript,
      ]),
    ).toEqual(["string", "object", null]);
  });
  await expectAlive(victim);
});
