import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulatedOrganization } from "@sekinin/aws-sim";
import { root } from "../scripts/lib/paths.mjs";

export type SimulatorProcess = { readonly endpointUrl: string; readonly pid: number };

/** Runs `work` against a simulator in a process of its own, so that its CPU is not counted as ours, with AWS's throttles. */
export async function withSimulator(
  organization: SimulatedOrganization,
  latencyMs: number,
  work: (simulator: SimulatorProcess) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sekinin-bench-"));
  const config = join(folder, "simulator.json");
  writeFileSync(config, JSON.stringify({ latencyMs, throttle: "published", organizations: [organization.options] }));
  const child = spawn(process.execPath, ["--import", "tsx", "packages/aws-sim/src/main.ts", "--config", config], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    await work({ endpointUrl: await endpointOf(child), pid: child.pid ?? 0 });
  } finally {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").once("data", (line: string) => {
      resolve((JSON.parse(line) as { endpointUrl: string }).endpointUrl);
    });
    child.once("exit", () => reject(new Error("the simulator ended before it was ready")));
  });
}
