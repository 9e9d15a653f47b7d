// Check a caption file and make it ready for a platform; Node 20 or newer, no packages.
//
//   CAPTIONPASS_API_KEY=cp_live_... node process.mjs talk.srt [PRESET] > ready.srt
//
// Exit code 0: delivered; 1: delivered, and something is left to mend; 2: nothing delivered.
import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const [file, preset = "youtube"] = process.argv.slice(2);
const { CAPTIONPASS_API_KEY: key, CAPTIONPASS_API_URL: url = "http://127.0.0.1:8000" } = process.env;

function fail(message) {
  console.error(message);
  process.exit(2);
}

async function send(attempts = 4) {
  const form = new FormData();
  form.set("file", await openAsBlob(file), basename(file));
  form.set("preset", preset);
  const response = await fetch(`${url}/api/v1/process`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}` },
    body: form,
    redirect: "error", // the key is for this host alone
    signal: AbortSignal.timeout(120_000),
  });
  const reply = await response.json();
  if (response.ok) return reply;
  const { code, message } = reply.error;
  const again = code === "rate_limited" || code === "unavailable";
  if (!again || attempts === 1) fail(`${response.status} ${code}: ${message}`);
  await pause(1000 * Number(response.headers.get("retry-after") ?? 2 ** (4 - attempts)));
  return send(attempts - 1);
}

if (!file) fail("say which file");
if (!key) fail("put your key into CAPTIONPASS_API_KEY");
try {
  const { report, output, deliveryStatus, remainingApiRunsToday } = await send();
  for (const { code, line, column, severity, message } of report.diagnostics) {
    console.error(`${file}:${line}:${column}: ${severity}[${code}] ${message}`);
  }
  console.error(`${report.summary}; ${remainingApiRunsToday} runs left today`);
  process.stdout.write(output);
  process.exitCode = deliveryStatus === "needs_attention" ? 1 : 0;
} catch (error) {
  fail(`cannot process ${file}: ${error.cause?.message ?? error.message}`);
}
