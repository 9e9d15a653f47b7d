// Receive receipts of exports: verified, once each, answered at once; Node 20 or newer, no packages.
//
//   CAPTIONPASS_WEBHOOK_SECRET=whsec_... node webhook.mjs [PORT]
//
// It listens on this machine alone; put a proxy with a certificate before it, since receipts are sent over https.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { CAPTIONPASS_WEBHOOK_SECRET: secret } = process.env;
const LIMIT_BYTES = 1024 * 1024;
const seen = new Set(); // in earnest, a table of a database

// Of the bytes as they came: JSON that was read and written again has another signature.
function isSigned(body, header) {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(String(header ?? "").trim().replace(/^sha256=/i, ""), "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LIMIT_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function status(request) {
  if (request.method !== "POST") return 405;
  const body = await read(request);
  if (body === null) return 413;
  if (!isSigned(body, request.headers["x-captionpass-signature"])) return 401;
  const { receipt } = JSON.parse(body);
  const key = JSON.stringify([receipt.projectId, receipt.irRevision, receipt.artifacts]);
  if (!seen.has(key)) {
    seen.add(key); // a receipt may come twice
    console.log(`${JSON.stringify(receipt.projectId)} revision ${JSON.stringify(receipt.irRevision)}`);
  }
  return 204;
}

if (!secret) {
  console.error("put the secret into CAPTIONPASS_WEBHOOK_SECRET");
  process.exit(1);
}
const server = createServer((request, response) => {
  status(request).then(
    (code) => response.writeHead(code, { Connection: "close" }).end(),
    () => response.writeHead(400, { Connection: "close" }).end(),
  );
});
server.requestTimeout = 10_000;
server.listen(Number(process.argv[2] ?? 8080), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
