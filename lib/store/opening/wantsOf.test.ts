import { expect, it } from "vitest";
import { parseNotebook } from "../../formats/parseNotebook.ts";
import { wantsOf } from "./wantsOf.ts";

it("names files, hosts and buckets, of sources and in SQL, each once", () => {
  const text = `---
eider: 1
sources:
  users: file:users.csv
  shop: sample:shop.csv
  visits: https://data.example.org/visits.csv
  logs:
    location: s3://bucket/logs/*.parquet
    connection: ours
---

\`\`\`sql name=a
-- 's3://commented/out' counts for nothing
select * from 's3://other/x.parquet' union all select * from read_csv('https://csv.example.org/a.csv')
union all select * from 's3://other/x.parquet' where note = 'see https://example.org'
\`\`\`
`;
  expect(wantsOf(parseNotebook(text))).toEqual([
    'your file "users.csv" as users',
    'sample data "shop.csv" as shop',
    "leave to read data.example.org (https://data.example.org/visits.csv) as visits",
    "connection “ours” to s3://bucket/logs/",
    "a connection to s3://other/",
    "leave to read csv.example.org (https://csv.example.org/a.csv)",
  ]);
});

it("names buckets that sql templates of TypeScript cells read", () => {
  const text = "```ts name=a\nexport default await sql`select * from 's3://bucket/x.parquet'`;\n```\n";
  expect(wantsOf(parseNotebook(text))).toEqual(["a connection to s3://bucket/"]);
});

it("names buckets that export cells write to", () => {
  const text = [
    "```export name=a from=b\nformat: csv\nto: s3://bucket/daily/ # each day\n```\n",
    '```export name=c from=b\n{ "to": "gs://other/x/", format: json }\n```\n',
    "```export name=d from=b\nto: folder\n```\n",
  ].join("\n");
  expect(wantsOf(parseNotebook(text))).toEqual([
    "leave to write to s3://bucket/daily/, each time you run its cell",
    "leave to write to gs://other/x/, each time you run its cell",
  ]);
});

it("has no wants of a notebook that asks for nothing", () => {
  expect(wantsOf(parseNotebook("```sql name=a\nselect 'https://' as n\n```\n"))).toEqual([]);
});
