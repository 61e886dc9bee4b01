import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "./simulator-config.ts";

const folder = mkdtempSync(join(tmpdir(), "simulator-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const roles = { managementRoleName: "M", memberRoleName: "R", externalId: "id-of-us" };
const organization = { seed: 1, accounts: 60, roles };

function fileOf(content: unknown): string {
  const path = join(folder, "config.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

test("without flags there is one organisation of 60 accounts on a free port", () => {
  const { organizations, ...rest } = readConfig([]);
  expect(rest).toEqual({ port: 0, latencyMs: 0, throttle: "published", faults: { rules: [] } });
  expect(organizations).toEqual([
    { seed: 1, accounts: 60, roles: expect.objectContaining({ externalId: "sekinin-simulator" }) },
  ]);
});

test("flags make several organisations of neighbouring seeds", () => {
  const flags =
    "--seed 5 --accounts 10 --organizations 3 --language ja --external-id abc --member-role Reader --throttle 0.5";
  const { organizations, throttle } = readConfig(flags.split(" "));
  expect(throttle).toBe(0.5);
  expect(organizations.map(({ seed }) => seed)).toEqual([5, 6, 7]);
  expect(organizations[2]).toMatchObject({
    accounts: 10,
    language: "ja",
    roles: { externalId: "abc", memberRoleName: "Reader" },
  });
  expect(readConfig(["--seed", "acme", "--organizations", "2"]).organizations.map(({ seed }) => seed)).toEqual([
    "acme",
    "acme-1",
  ]);
});

test("a file says all of it, and a flag wins over it", () => {
  const faults = { rules: [{ effect: { kind: "deny" }, service: "ec2" }] };
  const path = fileOf({ port: 4566, latencyMs: 30, throttle: "off", faults, organizations: [organization] });
  expect(readConfig(["--config", path])).toEqual({
    port: 4566,
    latencyMs: 30,
    throttle: "off",
    faults,
    organizations: [organization],
  });
  expect(readConfig(["--config", path, "--port", "0", "--latency", "5"])).toMatchObject({ port: 0, latencyMs: 5 });
});

test.each<{ given: string; file: unknown; words: string }>([
  { given: "a list", file: [], words: "one JSON object" },
  { given: "an unknown field", file: { prot: 1 }, words: "prot" },
  { given: "a port of text", file: { port: "many" }, words: "port" },
  { given: "no organisation", file: { organizations: [] }, words: "organizations" },
  {
    given: "an organisation without roles",
    file: { organizations: [{ seed: 1, accounts: 2 }] },
    words: "organizations[0].roles",
  },
  {
    given: "a role without a name",
    file: { organizations: [{ ...organization, roles: {} }] },
    words: "managementRoleName",
  },
  { given: "an organisation without a seed", file: { organizations: [{ accounts: 2, roles }] }, words: "seed" },
  { given: "half an account", file: { organizations: [{ ...organization, accounts: 0.5 }] }, words: "accounts" },
  { given: "an unknown fault", file: { faults: { rules: [{ effect: { kind: "boom" } }] } }, words: "effect.kind" },
  { given: "a throttle of text", file: { throttle: "some" }, words: "throttle" },
])("a file with $given is refused by name", ({ file, words }) => {
  expect(() => readConfig(["--config", fileOf(file)])).toThrow(words);
});

test.each([
  { args: ["--port", "x"], words: "port" },
  { args: ["--accounts", "-1"], words: "accounts" },
  { args: ["--config", "/nowhere/config.json"], words: "ENOENT" },
  { args: ["--unknown", "1"], words: "unknown" },
])("$args is refused", ({ args, words }) => {
  expect(() => readConfig(args)).toThrow(words);
});
