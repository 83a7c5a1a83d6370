/**
 * The process of `startS3`: an S3 server that checks signatures. It needs Node's legacy OpenSSL provider to page its
 * listings, which is why it is a process of its own. Prints the port it listens on; ends with its standard input.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

const { buckets, corsOrigin } = JSON.parse(process.argv[2] ?? "{}");
const directory = await mkdtemp(join(tmpdir(), "eider-s3-"));

const cors = `<CORSConfiguration><CORSRule>
<AllowedOrigin>${corsOrigin}</AllowedOrigin>
${["GET", "HEAD", "PUT", "POST", "DELETE"].map((method) => `<AllowedMethod>${method}</AllowedMethod>`).join("")}
<AllowedHeader>*</AllowedHeader>
${["ETag", "Content-Range", "Content-Length", "Accept-Ranges"].map((name) => `<ExposeHeader>${name}</ExposeHeader>`).join("")}
<MaxAgeSeconds>3000</MaxAgeSeconds>
</CORSRule></CORSConfiguration>`;

const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory,
  vhostBuckets: false,
  configureBuckets: buckets.map((name) => ({ name, configs: corsOrigin === null ? [] : [cors] })),
});
const { port } = await server.run();
process.stdin.resume();
process.stdin.on("end", async () => {
  await rm(directory, { recursive: true, force: true });
  process.exit(0);
});
process.stdout.write(`${port}\n`);
