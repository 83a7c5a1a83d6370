import { expect, it } from "vitest";
import { openNative } from "../profile/testing/nativeRows.ts";
import { type ColumnLook, lookSql } from "./columnLook.ts";
import { proposeDedupe, proposeLink, roleOf } from "./propose.ts";

async function looksOf(select: string): Promise<ColumnLook[]> {
  const native = await openNative();
  await native.run(`create table t as ${select}`);
  const columns = (await native.columns("t")).map(({ name, type }) => ({ name, type }));
  return (await native.ask(lookSql("t", columns), 100)) as unknown as ColumnLook[];
}

it("a column is taken for what its values look like, whatever it is called", async () => {
  const looks = await looksOf(`select
    'person' || i || '@mail.example' as email, '(0' || (20 + i % 9) || ') 555-' || (1000 + i * 37) as phone,
    (date '1970-01-01' + i::INT * 100)::VARCHAR as "date", strftime(date '1970-01-01' + i::INT * 91, '%Y%m%d') as date2,
    round(i * 1.37, 2) as number, '$' || round(i * 1.37, 2) as number2, 10000 + i * 71 as code,
    i || ' Long Street ' || (i % 7) as address, ['red', 'green', 'blue'][1 + i % 3] as category,
    'Canon camera black EOS' || (100 + i) || 'D zoom' as title, repeat('some words ' || i || ' ', 8) as text,
    ['anna', 'bert', 'carl', 'dora'][1 + i % 4] || ' ' || ['smith', 'miller', 'weber'][1 + i % 3] || chr((97 + i % 26)::INT) as name,
    [i] as list, null::VARCHAR as nothing, 'same' as one
    from range(200) r(i)`);
  const roles = Object.fromEntries(looks.map((look) => [look.name, roleOf(look)]));
  expect(roles).toEqual({
    email: "email",
    phone: "phone",
    date: "date",
    date2: "date",
    number: "number",
    number2: "number",
    code: "code",
    address: "address",
    category: "category",
    title: "title",
    text: "text",
    name: "name",
    list: null,
    nothing: null,
    one: null,
  });
});

it("columns of two relations are paired by the words of their names, and each once", async () => {
  const left = await looksOf("select 'a b' || i as productName, i * 1.5 as price from range(50) r(i)");
  const right = await looksOf(
    `select 'a b' || i as "http://x.example/onto#product_name", i * 1.4 as "list price", 'c' || i as colour from range(50) r(i)`,
  );
  expect(proposeLink(left, right).map((one) => [one.left, one.right])).toEqual([
    ["productName", "http://x.example/onto#product_name"],
    ["price", "list price"],
  ]);
});

it("what numbers the records says nothing of duplicates", async () => {
  const looks = await looksOf("select 1000 + i as id, 'name ' || (i % 40) as name from range(50) r(i)");
  expect(proposeDedupe(looks).map(({ left }) => left)).toEqual(["name"]);
});
