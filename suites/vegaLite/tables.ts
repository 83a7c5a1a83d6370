/** A whole number that looks random, and is the same wherever it is rolled for the same `x`. */
export const rollMacro = "CREATE MACRO roll(x) AS (hash(x) >> 2)::BIGINT";

/** The tables that the corpus is drawn over, as SQL that makes the same rows in every engine. */
export const tables: Readonly<Record<string, string>> = {
  /** Vehicles with gaps in their figures. */
  cars: `SELECT 'model ' || i AS name,
    ['USA', 'Europe', 'Japan'][1 + roll(i) % 3] AS origin,
    [4, 6, 8][1 + roll(i + 7) % 3]::INTEGER AS cylinders,
    CASE WHEN roll(i * 5) % 19 = 0 THEN NULL ELSE 45 + roll(i * 3) % 180 END::INTEGER AS horsepower,
    CASE WHEN roll(i * 11) % 23 = 0 THEN NULL ELSE 9 + (roll(i * 13) % 370) / 10.0 END::DOUBLE AS mpg,
    1600 + (roll(i * 17) % 3500)::INTEGER AS weight,
    8 + (roll(i * 19) % 160) / 10.0::DOUBLE AS acceleration,
    DATE '1970-01-01' + INTERVAL 1 YEAR * (roll(i * 23) % 13)::INTEGER AS year
    FROM range(160) AS r(i)`,
  /** Monthly prices of five papers. */
  stocks: `SELECT symbol, (DATE '2004-01-01' + INTERVAL 1 MONTH * m)::TIMESTAMP AS date,
    round(20 + 30 * s + 12 * sin(m / 5.0 + s) + (roll(m * 7 + s) % 900) / 100.0, 2)::DOUBLE AS price
    FROM (VALUES ('ALFA', 1), ('BETA', 2), ('GAMA', 3), ('DELT', 5), ('OMEG', 8)) AS p(symbol, s), range(48) AS r(m)
    ORDER BY symbol, date`,
  /** Four years of days with their weather, in no order. */
  weather: `SELECT (DATE '2012-01-01' + d::INTEGER)::TIMESTAMP AS date,
    round(12 - 9 * cos(d / 58.1) + (roll(d) % 80) / 10.0, 1)::DOUBLE AS temp_max,
    round(5 - 7 * cos(d / 58.1) + (roll(d + 3) % 60) / 10.0, 1)::DOUBLE AS temp_min,
    CASE WHEN roll(d * 3) % 3 = 0 THEN (roll(d * 5) % 300) / 10.0 ELSE 0 END::DOUBLE AS precipitation,
    (roll(d * 7) % 95) / 10.0::DOUBLE AS wind,
    ['sun', 'rain', 'fog', 'snow', 'drizzle'][1 + roll(d * 9) % 5] AS weather
    FROM (SELECT (i * 577) % 1461 AS d FROM range(365) AS r(i))`,
  /** A population by age and sex in two years. */
  people: `SELECT y::INTEGER AS year, (a * 5)::INTEGER AS age, x::INTEGER AS sex,
    (9000000 - a * 380000 + (roll(a * 3 + x + y) % 500000))::BIGINT AS people
    FROM (VALUES (1950), (2000)) AS ys(y), range(19) AS r(a), (VALUES (1), (2)) AS xs(x)`,
  /** Amounts with what is odd: NULL, NaN, empty and quoted names, values below zero. */
  sales: `SELECT i::INTEGER AS id,
    CASE WHEN roll(i) % 17 = 0 THEN NULL ELSE ['Acme', 'Björk & Co', 'O''Neil', 'a"b', ''][1 + roll(i * 3) % 5] END AS vendor,
    ['north', 'south', 'east'][1 + roll(i * 5) % 3] AS region,
    CASE WHEN roll(i * 7) % 21 = 0 THEN NULL ELSE round((roll(i * 11) % 100000) / 100.0 - 200, 2) END::DOUBLE AS amount,
    CASE WHEN roll(i * 13) % 25 = 0 THEN 'NaN'::DOUBLE ELSE (roll(i * 17) % 700) / 100.0 END AS score,
    (roll(i * 19) % 12)::INTEGER AS quantity,
    ((roll(i * 23) % 10000000) / 100)::DECIMAL(10, 2) AS price,
    CASE WHEN roll(i * 29) % 31 = 0 THEN NULL
      ELSE make_timestamp(1576800000000000 + (roll(i * 31) % 69120000)::BIGINT * 1000000) END AS "at",
    roll(i * 37) % 2 = 0 AS paid
    FROM range(240) AS r(i)`,
  /** Seven letters with an amount each. */
  letters: `SELECT * FROM (VALUES ('A', 28.0), ('B', 55.0), ('C', 43.0), ('D', 91.0), ('E', 81.0), ('F', 53.0), ('G', 19.0)) AS t(a, b)`,
  /** Gains and losses in the order in which they came. */
  ledger: `SELECT * FROM (VALUES ('Begin', 4000), ('Jan', 1707), ('Feb', -1425), ('Mar', -1030), ('Apr', 1812), ('May', -1067),
    ('Jun', -1481), ('Jul', 1228), ('Aug', 1176), ('Sep', 1146), ('Oct', 1205), ('Nov', -1388), ('Dec', 1492), ('End', 0)) AS t(label, amount)`,
  /** Work with a beginning and an end. */
  tasks: `SELECT * FROM (VALUES ('dig', TIMESTAMP '2024-03-01', TIMESTAMP '2024-03-09', 'ground'), ('pour', TIMESTAMP '2024-03-08', TIMESTAMP '2024-03-15', 'ground'),
    ('frame', TIMESTAMP '2024-03-14', TIMESTAMP '2024-04-02', 'house'), ('roof', TIMESTAMP '2024-03-28', TIMESTAMP '2024-04-12', 'house')) AS t(task, "from", "until", phase)`,
  /** Answers to questions, wide: one column for each kind of answer. */
  answers: `SELECT 'question ' || q AS question, (5 + roll(q) % 40)::INTEGER AS "no", (5 + roll(q * 3) % 40)::INTEGER AS "perhaps",
    (5 + roll(q * 5) % 40)::INTEGER AS "yes", [q, q * 2, q * 3] AS shares FROM range(6) AS r(q)`,
};

/** Tables made of files of a shared folder, each with the file whose absence skips it. */
export const fileTables: Readonly<Record<string, { file: string; sql(path: string): string }>> = {
  flights: {
    file: "flights-vega/flights-3m.parquet",
    sql: (path) =>
      `SELECT date, delay, distance, origin, destination FROM '${path}' WHERE hash(date, delay, origin, destination) % 4001 = 0 ORDER BY date, delay, origin, destination LIMIT 500`,
  },
  birdstrikes: {
    file: "birdstrikes-vega/birdstrikes.csv",
    sql: (path) =>
      `SELECT * FROM read_csv('${path}') WHERE hash("Flight Date", "Aircraft Make Model", "Airport Name") % 23 = 0 LIMIT 400`,
  },
  taxis: {
    file: "nyc-taxi/taxis.csv",
    sql: (path) => `SELECT * FROM read_csv('${path}') WHERE hash(pickup, dropoff) % 13 = 0 LIMIT 450`,
  },
  storms: {
    file: "noaa-storm/StormEvents_locations-ftp_v1.0_d2016_c20170816.csv.gz",
    sql: (path) =>
      `SELECT * FROM read_csv('${path}') WHERE hash("EVENT_ID", "LOCATION_INDEX") % 151 = 0 LIMIT 350`,
  },
  cpu: {
    file: "iot-nab/realAWSCloudwatch/ec2_cpu_utilization_24ae8d.csv.gz",
    sql: (path) => `SELECT * FROM read_csv('${path}') LIMIT 700`,
  },
};
