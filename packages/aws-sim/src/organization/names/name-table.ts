export type Language = "en" | "ja";

export type UnitName =
  | "security"
  | "infrastructure"
  | "workloads"
  | "production"
  | "nonProduction"
  | "sandbox"
  | "suspended"
  | "acquired"
  | "policyStaging";

export type EnvironmentName = "production" | "staging" | "development" | "sandbox";

/** Words from which OUs, accounts and people get their names. Slugs are used in e-mail addresses and resource names. */
export type NameTable = {
  readonly company: string;
  readonly units: Readonly<Record<UnitName, string>>;
  readonly businessUnits: readonly NamedThing[];
  readonly areas: readonly NamedThing[];
  readonly workloads: readonly NamedThing[];
  readonly environments: Readonly<Record<EnvironmentName, NamedThing>>;
  readonly fixedAccounts: Readonly<Record<"management" | "audit" | "logArchive" | "network" | "shared", string>>;
  readonly acquired: readonly NamedThing[];
  readonly people: readonly [string, ...string[]];
  /** Between the parts of an account's name. */
  readonly separator: string;
};

export type NamedThing = { readonly name: string; readonly slug: string };
