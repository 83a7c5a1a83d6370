/** Over a table t (k, n); planShape.test.ts asks DuckDB whether it is so. */
export const wholeSelects = [
  "select k, count(*) from t group by k",
  "select * from t order by k",
  "select distinct k from t",
  "from t select k qualify row_number() over (partition by k) = 1",
  "with a as (select * from t) select k, sum(n) from a group by all",
];
