import type { NameTable } from "./names/name-table.ts";
import { namesIn } from "./names/names.ts";
import { lettersAndDigits, randomFrom } from "./random.ts";
import type { OrganizationOptions, OrganizationShape } from "./types.ts";

/** Options with every default filled in, and the ids that everything else derives from. */
export type Settings = {
  readonly seed: string;
  readonly accounts: number;
  readonly depth: number;
  readonly shape: OrganizationShape;
  readonly week: number;
  /** The instant that counts as now in this week. */
  readonly now: Date;
  readonly names: NameTable;
  readonly company: string;
  readonly homeRegion: string;
  /** The Regions that the organisation means to use, home first. */
  readonly usedRegions: readonly [string, ...string[]];
  readonly hostile: boolean;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  readonly guardDutyAdministrator: boolean;
  readonly rootCredentialsManaged: boolean;
  readonly visibilityLapses: boolean;
};

const weekMs = 7 * 24 * 3_600_000;

/** Throws RangeError with the option's name when one is out of bounds. */
export function settle(options: OrganizationOptions): Settings {
  const { accounts, depth = 3, week = 0, language = "en" } = options;
  assertWhole("accounts", accounts, 1, 10_000);
  assertWhole("depth", depth, 1, 5);
  assertWhole("week", week, 0, 520);
  assertKnown("language", language, ["en", "ja"]);
  assertKnown("shape", options.shape ?? "landing-zone", ["landing-zone", "flat", "deep", "business-units"]);
  const names = namesIn(language);
  const company = options.company ?? names.company;
  if (!/^[a-z0-9-]{1,20}$/.test(company)) throw new RangeError(`company: ${company} is not 1 to 20 of a-z, 0-9, -`);
  const seed = String(options.seed);
  const homeRegion = options.homeRegion ?? (language === "ja" ? "ap-northeast-1" : "eu-west-1");
  const ids = randomFrom(seed, "organization");
  const start = new Date(options.startsAt ?? "2026-11-23T00:00:00.000Z");
  return {
    seed,
    accounts,
    depth,
    shape: options.shape ?? "landing-zone",
    week,
    now: new Date(start.getTime() + week * weekMs),
    names,
    company,
    homeRegion,
    usedRegions: [homeRegion, ...secondRegions(homeRegion), "us-east-1"],
    hostile: options.hostileNames ?? false,
    organizationId: `o-${ids.text(10, lettersAndDigits)}`,
    managementAccountId: randomFrom(seed, "account-id", 0).text(12, "0123456789"),
    rootId: `r-${ids.text(4, lettersAndDigits)}`,
    guardDutyAdministrator: options.guardDutyAdministrator ?? true,
    rootCredentialsManaged: options.rootCredentialsManaged ?? true,
    visibilityLapses: options.visibilityLapses ?? false,
  };
}

function secondRegions(homeRegion: string): readonly string[] {
  if (homeRegion.startsWith("ap-")) return ["ap-northeast-3"];
  return homeRegion.startsWith("eu-") ? ["eu-central-1"] : ["us-west-2"];
}

/** Options may come from a file, where a type promises nothing. */
function assertKnown(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw new RangeError(`${name}: ${value} is none of ${known.join(", ")}`);
}

function assertWhole(name: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new RangeError(`${name}: ${value} is not a whole number from ${minimum} to ${maximum}`);
  }
}

/** The instant so many days before the week's now. */
export function daysBefore(settings: Settings, days: number): Date {
  return new Date(settings.now.getTime() - days * 24 * 3_600_000);
}
