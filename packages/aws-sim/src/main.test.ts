import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, expect, test } from "vitest";
import { assume, clientConfig } from "./testing/sdk.ts";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));
let child: ChildProcess | undefined;

afterEach(() => child?.kill("SIGKILL"));

function start(...args: string[]): ChildProcess {
  child = spawn(process.execPath, ["--import", "tsx", program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  return child;
}

async function firstLine({
  stdout,
}: ChildProcess): Promise<{ endpointUrl: string; organizations: { managementAccountId: string }[] }> {
  if (stdout === null) throw new Error("no stdout");
  const [line] = await once(createInterface(stdout), "line");
  return JSON.parse(String(line));
}

test("it says where it listens, answers with 10,000 accounts within seconds, and ends on SIGTERM", async () => {
  const started = performance.now();
  const running = start("--accounts", "10000", "--external-id", "of-the-test", "--member-role", "Reader");
  const { endpointUrl, organizations } = await firstLine(running);
  expect(performance.now() - started).toBeLessThan(20_000);
  const accountId = organizations[0]?.managementAccountId ?? "";
  const credentials = await assume(endpointUrl, { accountId, role: "Reader", externalId: "of-the-test" });
  const identity = await new STSClient(clientConfig(endpointUrl, credentials)).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(accountId);
  running.kill("SIGTERM");
  expect(await once(running, "exit")).toEqual([0, null]);
});

test("a bad flag ends it with words and the usage", async () => {
  const failed = start("--accounts", "many");
  const words: string[] = [];
  failed.stderr?.on("data", (chunk) => words.push(String(chunk)));
  expect(await once(failed, "exit")).toEqual([2, null]);
  expect(words.join("")).toMatch(/`accounts` must be a whole number[\s\S]*--external-id/);
});
