import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { CrawlerRoles, OrganizationOptions } from "./organization/types.ts";
import { readThrottle } from "./wire/control.ts";
import type { Faults } from "./wire/faults/fault.ts";
import { readFaults } from "./wire/faults/read-faults.ts";
import type { ThrottleSetting } from "./wire/limits/throttle.ts";
import { isRecord } from "./wire/schema/scalars.ts";

/** What a run of the simulator is made of. */
export type SimulatorConfig = {
  readonly port: number;
  readonly latencyMs: number;
  readonly throttle: ThrottleSetting;
  readonly faults: Faults;
  readonly organizations: readonly OrganizationOptions[];
};

export const usage = `node --import tsx packages/aws-sim/src/main.ts [--config FILE] [--port N] [--latency MS] [--throttle published|off|NUMBER]
  [--organizations N] [--seed S] [--accounts N] [--depth N] [--week N] [--shape NAME] [--language en|ja]
  [--management-role NAME] [--member-role NAME] [--external-id ID] [--trusted-principal ARN]
FILE is JSON: {"port", "latencyMs", "throttle", "faults", "organizations": [{"seed", "accounts", "roles": {...}, ...}]}.
A flag wins over the file. Without organizations in the file, N are made with the seeds S, S+1, ...`;

const defaultRoles: CrawlerRoles = {
  managementRoleName: "SekininReadOnly",
  memberRoleName: "SekininReadOnly",
  externalId: "sekinin-simulator",
};

/** From the command line and the file it names. Throws TypeError that names the flag or field. */
export function readConfig(args: readonly string[]): SimulatorConfig {
  const flags = readFlags(args);
  const file = flags.config === undefined ? {} : readFile(flags.config);
  return {
    port: numberOf(flags.port ?? file.port ?? 0, "port"),
    latencyMs: numberOf(flags.latency ?? file.latencyMs ?? 0, "latencyMs"),
    throttle: throttleOf(flags.throttle ?? file.throttle ?? "published"),
    faults: file.faults === undefined ? { rules: [] } : readFaults(file.faults),
    organizations: file.organizations === undefined ? organizationsOf(flags) : organizationList(file.organizations),
  };
}

function readFlags(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    config: text,
    port: text,
    latency: text,
    throttle: text,
    organizations: text,
    seed: text,
    accounts: text,
    depth: text,
    week: text,
    shape: text,
    language: text,
    "management-role": text,
    "member-role": text,
    "external-id": text,
    "trusted-principal": text,
  };
  return parseArgs({ args: [...args], options }).values;
}

function readFile(path: string): Record<string, unknown> {
  const file: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isRecord(file)) throw new TypeError(`\`${path}\` must hold one JSON object`);
  const known = ["port", "latencyMs", "throttle", "faults", "organizations"];
  const other = Object.keys(file).find((key) => !known.includes(key));
  if (other !== undefined) throw new TypeError(`\`${path}\` has \`${other}\`; it takes ${known.join(", ")}`);
  return file;
}

function organizationsOf(flags: ReturnType<typeof readFlags>): OrganizationOptions[] {
  const count = numberOf(flags.organizations ?? 1, "organizations");
  const seed = flags.seed ?? "1";
  const firstSeed = /^\d+$/.test(seed) ? Number(seed) : seed;
  const shared = withoutUndefined({
    accounts: numberOf(flags.accounts ?? 60, "accounts"),
    depth: flags.depth === undefined ? undefined : numberOf(flags.depth, "depth"),
    week: flags.week === undefined ? undefined : numberOf(flags.week, "week"),
    shape: flags.shape,
    language: flags.language,
    roles: withoutUndefined({
      managementRoleName: flags["management-role"] ?? defaultRoles.managementRoleName,
      memberRoleName: flags["member-role"] ?? defaultRoles.memberRoleName,
      externalId: flags["external-id"] ?? defaultRoles.externalId,
      trustedPrincipalArn: flags["trusted-principal"],
    }),
  });
  return organizationList(
    Array.from({ length: count }, (_, index) => ({
      ...shared,
      seed: typeof firstSeed === "number" ? firstSeed + index : index === 0 ? firstSeed : `${firstSeed}-${index}`,
    })),
  );
}

/** The generator checks the rest of each organisation's options; what every one needs is checked here. */
function organizationList(value: unknown): OrganizationOptions[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new TypeError("`organizations` must be a list of at least one");
  return value.map((each: unknown, index) => {
    const at = `organizations[${index}]`;
    if (!isRecord(each)) throw new TypeError(`\`${at}\` must be an object`);
    numberOf(each.accounts, `${at}.accounts`);
    if (typeof each.seed !== "number" && typeof each.seed !== "string")
      throw new TypeError(`\`${at}.seed\` is missing`);
    if (!isRecord(each.roles)) throw new TypeError(`\`${at}.roles\` is missing`);
    for (const name of ["managementRoleName", "memberRoleName", "externalId"]) {
      if (typeof each.roles[name] !== "string") throw new TypeError(`\`${at}.roles.${name}\` must be text`);
    }
    return each as OrganizationOptions;
  });
}

function throttleOf(value: unknown): ThrottleSetting {
  return readThrottle(typeof value === "string" && /^[\d.]+$/.test(value) ? Number(value) : value);
}

function numberOf(value: unknown, name: string): number {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) {
    throw new TypeError(`\`${name}\` must be a whole number from 0`);
  }
  return number;
}

function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
