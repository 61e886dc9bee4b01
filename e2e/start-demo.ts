import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Starts the demo as the README says, in a folder of its own, waits until both crawls are complete, and gives the
 * tests its address and sign-ins by SEKININ_E2E. Ends it by the signal that Ctrl-C sends.
 */
export default async function startDemo(): Promise<() => Promise<void>> {
  const state = mkdtempSync(join(tmpdir(), "sekinin-e2e-"));
  const child = spawn(process.execPath, ["scripts/demo.mjs"], {
    env: { ...process.env, SEKININ_STATE_DIRECTORY: state, SEKININ_NO_BROWSER: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  const end = Date.now() + 600_000;
  while (!output.includes("Both crawls are complete")) {
    if (child.exitCode !== null) throw new Error(`The demo ended with ${child.exitCode}:\n${output}`);
    if (Date.now() > end) throw new Error(`The demo did not get ready:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.env["SEKININ_E2E"] = readFileSync(join(state, "demo.json"), "utf8");
  return async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    await ended;
    rmSync(state, { recursive: true, force: true });
  };
}
