import { hostileName } from "./names/hostile.ts";
import type { EnvironmentName } from "./names/name-table.ts";
import { drawFrom, randomFrom } from "./random.ts";
import type { Settings } from "./settings.ts";
import type { UnitPlan } from "./shapes.ts";
import type { AccountKind } from "./types.ts";

/** An account before anything in it exists; 10,000 of these are all that an organisation keeps in memory. */
export type AccountPlan = {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly slug: string;
  readonly kind: AccountKind;
  /** null: directly under the root. */
  readonly unitKey: string | null;
  readonly state: "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE";
  readonly joinedDaysBefore: number;
  readonly joinedMethod: "CREATED" | "INVITED";
  /** Hardly anybody looks after it: most mistakes that can be made are made here. */
  readonly neglected: boolean;
};

type Place = { readonly kind: AccountKind; readonly unitKey: string | null };

/** Weeks that a closed account stays listed (90 days). */
const closedWeeks = 13;

/** The accounts of the settings' week, in the order in which they joined. The first is the management account. */
export function planAccounts(settings: Settings, units: readonly UnitPlan[]): readonly AccountPlan[] {
  const joinsPerWeek = Math.max(settings.accounts * 0.01, 0.4);
  const joined = settings.accounts === 1 ? 0 : Math.floor(settings.week * joinsPerWeek);
  const fixed = fixedPlaces(settings.accounts, units);
  const placed = placeWorkloads(settings, units, settings.accounts + joined - fixed.length);
  const ids = uniqueIds(settings, settings.accounts + joined);
  const names = nameGiver(settings);
  const plans: AccountPlan[] = [];
  for (const [index, place] of [...fixed, ...placed].entries()) {
    const { name, slug, neglected } = names(place.kind, index);
    const id = ids[index];
    const late = index - settings.accounts;
    const joinedWeek = late < 0 ? 0 : Math.ceil((late + 1) / joinsPerWeek);
    const life = lifeOf(settings, index, joinedWeek, index < fixed.length);
    if (id === undefined || life === "gone") continue;
    const ageDays = late < 0 ? 30 + Math.floor(drawFrom(settings.seed, "age", index) * 1500) : 0;
    plans.push({
      id,
      index,
      name: settings.hostile ? hostileName(`account ${id}`, name, "json") : name,
      slug,
      kind: place.kind,
      unitKey:
        life === "SUSPENDED" && units.some(({ key }) => key === "suspended")
          ? "suspended"
          : moved(settings, units, index, place),
      state: life,
      joinedDaysBefore: ageDays + (settings.week - joinedWeek) * 7,
      joinedMethod: place.kind === "acquired" || place.kind === "management" ? "INVITED" : "CREATED",
      neglected,
    });
  }
  return plans;
}

/** The accounts that every organisation of some size has. */
function fixedPlaces(accounts: number, units: readonly UnitPlan[]): readonly Place[] {
  const under = (key: string) => (units.some((unit) => unit.key === key) ? key : null);
  const places: Place[] = [
    { kind: "management", unitKey: null },
    { kind: "audit", unitKey: under("security") },
    { kind: "log-archive", unitKey: under("security") },
    { kind: "network", unitKey: under("infrastructure") },
    { kind: "shared", unitKey: under("infrastructure") },
  ];
  return places.slice(0, accounts < 8 ? 1 : places.length);
}

/** Each next account goes to the OU that is furthest below its share, so that a larger organisation begins like a smaller one. */
function placeWorkloads(settings: Settings, units: readonly UnitPlan[], count: number): readonly Place[] {
  const homes = units.filter((unit) => unit.share > 0 && unit.kinds.length > 0).map((unit) => ({ unit, held: 0 }));
  const places: Place[] = [];
  for (let index = 0; index < count; index++) {
    let neediest = homes[0];
    for (const home of homes) {
      if (neediest === undefined || need(home, index) > need(neediest, index)) neediest = home;
    }
    if (neediest === undefined) return places;
    neediest.held += 1;
    places.push({ kind: kindIn(neediest.unit, drawFrom(settings.seed, "kind", index)), unitKey: neediest.unit.key });
  }
  return places;
}

function need(home: { readonly unit: UnitPlan; readonly held: number }, index: number): number {
  return home.unit.share * (index + 1) - home.held;
}

function kindIn(unit: UnitPlan, draw: number): AccountKind {
  let left = draw * unit.kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of unit.kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return "development";
}

/** Closed accounts stay suspended for 90 days, then they are gone. One in thirty is on its way out at the start. */
function lifeOf(settings: Settings, index: number, joinedWeek: number, fixed: boolean): AccountPlan["state"] | "gone" {
  if (fixed) return "ACTIVE";
  const leaving =
    index % 30 === 17
      ? -(index % closedWeeks)
      : joinedWeek + 1 + Math.floor(drawFrom(settings.seed, "leave", index) * 250);
  if (settings.week >= leaving + closedWeeks) return "gone";
  if (settings.week >= leaving) return "SUSPENDED";
  return index % 200 === 78 ? "PENDING_CLOSURE" : "ACTIVE";
}

/** Some accounts change their OU once in their life, to another one that holds accounts of their kind. */
function moved(settings: Settings, units: readonly UnitPlan[], index: number, place: Place): string | null {
  if (place.unitKey === null) return null;
  const movesIn = 1 + Math.floor(drawFrom(settings.seed, "move", index) * 300);
  if (settings.week < movesIn) return place.unitKey;
  const others = units.filter(
    ({ key, kinds, share }) => share > 0 && key !== place.unitKey && kinds.some(([kind]) => kind === place.kind),
  );
  return others[Math.floor(drawFrom(settings.seed, "move-to", index) * others.length)]?.key ?? place.unitKey;
}

function uniqueIds(settings: Settings, count: number): readonly string[] {
  const seen = new Set(["999999999999"]);
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const digits = randomFrom(settings.seed, "account-id", index);
    let id = digits.text(12, "0123456789");
    while (seen.has(id)) id = digits.text(12, "0123456789");
    seen.add(id);
    ids.push(id);
  }
  return ids;
}

/** Names in the order of the accounts: the n-th production and the n-th development account are of one system. */
function nameGiver(settings: Settings) {
  const { names, seed } = settings;
  const given = new Map<AccountKind, number>();
  return (kind: AccountKind, index: number): { name: string; slug: string; neglected: boolean } => {
    const turn = given.get(kind) ?? 0;
    given.set(kind, turn + 1);
    const neglected = (kind === "acquired" && turn === 0) || (turn > 0 && drawFrom(seed, "neglected", index) < 0.02);
    return { ...nameOf(names, kind, turn), neglected };
  };
}

function nameOf(names: Settings["names"], kind: AccountKind, turn: number): { name: string; slug: string } {
  switch (kind) {
    case "management":
      return { name: names.fixedAccounts.management, slug: "management" };
    case "audit":
      return { name: names.fixedAccounts.audit, slug: "security-audit" };
    case "log-archive":
      return { name: names.fixedAccounts.logArchive, slug: "log-archive" };
    case "network":
      return { name: names.fixedAccounts.network, slug: "network-hub" };
    case "shared":
      return { name: names.fixedAccounts.shared, slug: "shared-services" };
    case "acquired":
      return numbered(names.acquired[turn % names.acquired.length], turn, names.acquired.length);
    case "sandbox": {
      const person = names.people[turn % names.people.length] ?? names.people[0];
      const environment = names.environments.sandbox;
      const named = { name: `${environment.name}${names.separator}${person}`, slug: `sbx-${person.replace(".", "-")}` };
      return numbered(named, turn, names.people.length);
    }
    case "production":
    case "staging":
    case "development":
      return workloadName(names, kind, turn);
  }
}

function workloadName(
  names: Settings["names"],
  environment: EnvironmentName,
  turn: number,
): { name: string; slug: string } {
  const workload = names.workloads[turn % names.workloads.length];
  const round = Math.floor(turn / names.workloads.length);
  const business = round === 0 ? undefined : names.businessUnits[(round - 1) % names.businessUnits.length];
  const { name, slug } = names.environments[environment];
  const parts = [
    ...(business === undefined ? [] : [business]),
    ...(workload === undefined ? [] : [workload]),
    { name, slug },
  ];
  const whole = {
    name: parts.map((part) => part.name).join(names.separator),
    slug: parts.map((part) => part.slug).join("-"),
  };
  return numbered(whole, Math.max(0, round - 1), names.businessUnits.length);
}

function numbered(
  named: { readonly name: string; readonly slug: string } | undefined,
  turn: number,
  size: number,
): { name: string; slug: string } {
  const round = Math.floor(turn / size);
  const { name, slug } = named ?? { name: "account", slug: "account" };
  return round === 0 ? { name, slug } : { name: `${name} ${round + 1}`, slug: `${slug}-${round + 1}` };
}
