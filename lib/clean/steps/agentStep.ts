import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { columnField, otherwise, textsField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { newColumn, textColumnOf } from "../stepInput.ts";
import { adding } from "../stepSql.ts";

/** What programs that read the web call themselves by. */
const robots =
  "bot\\b|bot[/;_ -]|crawl|spider|slurp|facebookexternalhit|mediapartners|archiver|scrapy|headlesschrome|lighthouse|pingdom|uptime|monitor";

/**
 * Browsers by the token that names them, whose version stands behind it. All claim to be their forebears, so those that
 * others claim to be come last.
 */
const browsers: readonly [name: string, token: string][] = [
  ["Edge", "(?:Edg|Edge|EdgA|EdgiOS)/"],
  ["Opera", "(?:OPR|OPT|OPiOS)/"],
  ["Opera", "Opera.*Version/"],
  ["Opera", "Opera[/ ]"],
  ["Samsung Internet", "SamsungBrowser/"],
  ["Vivaldi", "Vivaldi/"],
  ["Yandex", "YaBrowser/"],
  ["UC Browser", "UC ?Browser/"],
  ["Silk", "\\bSilk/"],
  ["DuckDuckGo", "(?:DuckDuckGo|Ddg)/"],
  ["Firefox", "(?:Firefox|FxiOS)/"],
  ["Chrome", "(?:Chrome|CriOS|Chromium)/"],
  ["Safari", "Version/(?:[0-9.]+)? ?(?:Mobile/[0-9A-Za-z]+ )?Safari/"],
  ["Internet Explorer", "MSIE "],
  ["Internet Explorer", "Trident/.*rv:"],
  ["Android Browser", "Android.*Version/"],
];

const systems: readonly [name: string, token: string][] = [
  ["Windows Phone", "Windows Phone(?: OS)? "],
  ["Windows", "Windows NT "],
  ["Windows", "Windows "],
  ["iOS", "(?:iPhone|iPad|iPod).* OS "],
  ["iOS", "iPhone|iPad|iPod"],
  ["Android", "Android ?"],
  ["ChromeOS", "\\bCrOS [a-z0-9_]+ "],
  ["macOS", "Mac OS X ?"],
  ["macOS", "Macintosh"],
  ["Linux", "Linux|X11"],
];

const version = "([0-9]+(?:[._][0-9]+)*)";

type Known = readonly (readonly [name: string, token: string])[];

const nameBy = (known: Known, text: string) =>
  known.map(([name, token]) => `when regexp_matches(${text}, ${quoteLiteral(token)}) then '${name}'`);

const versionBy = (known: Known, text: string) =>
  known.map(([name, token]) => {
    // Safari's stands before the token that names it.
    const pattern = name === "Safari" ? `Version/${version}` : `(?:${token})${version}`;
    const found = `regexp_extract(${text}, ${quoteLiteral(pattern)}, 1)`;
    return `when regexp_matches(${text}, ${quoteLiteral(token)}) then nullif(replace(${found}, '_', '.'), '')`;
  });

const isRobot = (text: string) => `regexp_matches(${text}, ${quoteLiteral(robots)}, 'i')`;
const robotToken = "([A-Za-z0-9.-]*(?:[Bb]ot|[Cc]rawler|[Ss]pider)[A-Za-z0-9-]*|facebookexternalhit)";

/** A program that says plainly what it is, such as curl/8.1 or python-requests/2.31. */
const plain = "^([A-Za-z][A-Za-z0-9_. -]*)";

const sqlOf: Record<string, (text: string) => string> = {
  browser: (text) =>
    `case when ${isRobot(text)} then coalesce(nullif(regexp_extract(${text}, '${robotToken}', 1), ''), 'robot') ${nameBy(browsers, text).join(" ")} when not regexp_matches(${text}, '^\\s*Mozilla/') then nullif(regexp_extract(${text}, '${plain}/', 1), '') end`,
  browser_version: (text) =>
    `case when ${isRobot(text)} then nullif(regexp_extract(${text}, '${robotToken}/${version}', 2), '') ${versionBy(browsers, text).join(" ")} when not regexp_matches(${text}, '^\\s*Mozilla/') then nullif(regexp_extract(${text}, '${plain}/v?${version}', 2), '') end`,
  system: (text) => `case ${nameBy(systems, text).join(" ")} end`,
  system_version: (text) => `case ${versionBy(systems, text).join(" ")} end`,
  device: (text) =>
    [
      `case when ${isRobot(text)} then 'robot'`,
      `when regexp_matches(${text}, 'Smart-?TV|SMART-TV|AppleTV|GoogleTV|BRAVIA|\\bTV\\b|HbbTV|Roku', 'i') then 'tv'`,
      `when regexp_matches(${text}, 'iPad|Tablet|Kindle|\\bSilk/') then 'tablet'`,
      `when regexp_matches(${text}, 'iPhone|iPod|Mobile|Windows Phone|Opera Mini') then 'phone'`,
      `when regexp_matches(${text}, 'Android') then 'tablet'`,
      `when regexp_matches(${text}, 'Windows|Macintosh|X11|CrOS|Linux') then 'desktop'`,
      "end",
    ].join(" "),
};

const allParts = Object.keys(sqlOf);
const usualParts = ["browser", "system", "device"];

export const userAgent = defineStep({
  key: "user_agent",
  label: "Take user agents apart",
  about:
    "Puts browser, system and device (desktop, phone, tablet, tv, robot) into columns of their own, by the tokens in the text. Browsers say less and less of themselves: a frozen version is what is written there.",
  search: "browser device operating system mobile bot crawler ua",
  fields: {
    column: columnField("Column", { of: "text" }),
    parts: otherwise(textsField("Parts", { hint: allParts.join(", ") }), [] as string[]),
  },
  words: ({ column, parts }) =>
    `Take ${(parts.length > 0 ? parts : usualParts).join(", ").replaceAll("_", " ")} of ${column.value}`,
  compile({ column: ref, parts }, input) {
    const column = textColumnOf(input, ref);
    return adding(
      input,
      (parts.length > 0 ? parts : usualParts).map((part) => {
        const sql = Object.hasOwn(sqlOf, part) ? sqlOf[part] : undefined;
        if (!sql)
          throw new StepError(
            `"${part}" is no part of a user agent.`,
            ref.place,
            `Parts are ${allParts.join(", ")}.`,
          );
        return {
          name: newColumn(input, { value: `${column.name}_${part}`, place: ref.place }),
          sql: sql(bareName(column.name)),
          type: "VARCHAR",
        };
      }),
    );
  },
});
