import { expect, test } from "vitest";
import { parseS3Address } from "./s3Address.ts";

const account = "0123456789abcdef0123456789abcdef";

test.each([
  ["s3://b/a/*.parquet", "b", "a/*.parquet", null, null],
  ["S3A://b/year=2024/x%20y", "b", "year=2024/x%20y", null, null],
  ["s3://b", "b", "", null, null],
  ["gs://b/k", "b", "k", "auto", "https://storage.googleapis.com"],
  [
    "https://b.s3.eu-west-1.amazonaws.com/a%20b/c+d.csv?X-Amz-Signature=1",
    "b",
    "a b/c+d.csv",
    "eu-west-1",
    "",
  ],
  ["https://my.bucket.s3-us-west-2.amazonaws.com/k", "my.bucket", "k", "us-west-2", ""],
  ["https://b.s3.amazonaws.com/k", "b", "k", null, ""],
  ["https://b.s3.dualstack.eu-west-1.amazonaws.com/k", "b", "k", "eu-west-1", ""],
  ["https://s3.eu-west-1.amazonaws.com/b/a/k", "b", "a/k", "eu-west-1", ""],
  ["https://s3.amazonaws.com/b/", "b", "", null, ""],
  ["https://b.s3.cn-north-1.amazonaws.com.cn/k", "b", "k", "cn-north-1", ""],
  [
    "https://eu-central-1.console.aws.amazon.com/s3/buckets/b?region=eu-central-1&prefix=a/&showversions=false",
    "b",
    "a/",
    "eu-central-1",
    "",
  ],
  [
    `https://${account}.r2.cloudflarestorage.com/b/k`,
    "b",
    "k",
    "auto",
    `https://${account}.r2.cloudflarestorage.com`,
  ],
  [
    `https://b.${account}.eu.r2.cloudflarestorage.com/k`,
    "b",
    "k",
    "auto",
    `https://${account}.eu.r2.cloudflarestorage.com`,
  ],
  ["https://storage.googleapis.com/b/a/k", "b", "a/k", "auto", "https://storage.googleapis.com"],
  ["https://b.storage.googleapis.com/k", "b", "k", "auto", "https://storage.googleapis.com"],
  ["http://127.0.0.1:9000/b/k", "b", "k", null, "http://127.0.0.1:9000"],
  ["https://minio.example.org:9000/b/k", "b", "k", null, "https://minio.example.org:9000"],
])("%s", (text, bucket, key, region, endpoint) => {
  expect(parseS3Address(text)).toEqual({ bucket, key, region, endpoint });
});

test.each([
  "https://data.example.org/a.csv",
  "https://evils3.amazonaws.com.example.org/b/k",
  "https://s3.amazonaws.com/",
  "ftp://b/k",
  "b/k",
  "",
])("%s is none", (text) => {
  expect(parseS3Address(text)).toBeNull();
});
