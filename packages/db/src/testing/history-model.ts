import type { World, WorldAccount } from "./history-world.ts";

/**
 * History told again from scratch: the rules of causes, events and lives in the plainest words, sharing nothing with
 * what is tested. Parts and sums are maps from a text to a number; what is zero is left out.
 */
export type Parts = Map<string, number>;

type Duty = {
  readonly standsForAll: boolean;
  readonly domain: string;
  readonly weight: number;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
};

type Told = { readonly causes: Parts; readonly flows: Parts };

type ModelAccount = {
  status: "current" | "unknown" | "frozen" | null;
  duties: Map<string, Duty>;
  controls: Set<string>;
  lastReadOn: string | null;
  readonly findings: Map<string, { status: string; readonly events: string[]; domain: string; severity: string }>;
  /** What happened since the last finalise. */
  uncounted: Told[];
  /** Where it was counted by the last finalise, with which sums; null: nowhere. */
  counted: { readonly path: readonly string[]; readonly sums: Parts } | null;
};

const weights = { critical: 10, high: 5, medium: 2, low: 1 } as const;
const grid = (value: number) => Math.round(value * 4_194_304) / 4_194_304;

export function addParts(total: Parts, parts: Parts, sign: 1 | -1 = 1): void {
  for (const [key, value] of parts) {
    const sum = (total.get(key) ?? 0) + sign * value;
    if (sum === 0) total.delete(key);
    else total.set(key, sum);
  }
}

function weigh({ domain, weight, passed, failed, unknown }: Duty): Parts {
  const resources = passed + failed + unknown;
  const parts: [string, number][] = [
    [`${domain} met`, grid((weight * passed) / resources)],
    [`${domain} known`, grid((weight * (passed + failed)) / resources)],
    [`${domain} total`, weight],
  ];
  return new Map(parts.filter(([, value]) => value !== 0));
}

function asCause(cause: string, parts: Parts): Parts {
  return new Map([...parts].map(([key, value]) => [`${cause} ${key}`, value]));
}

export class HistoryModel {
  readonly accounts = new Map<string, ModelAccount>();

  account(id: string): ModelAccount {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const account: ModelAccount = {
      status: null,
      duties: new Map(),
      controls: new Set(),
      lastReadOn: null,
      findings: new Map(),
      uncounted: [],
      counted: null,
    };
    this.accounts.set(id, account);
    return account;
  }

  /** An account's step; says what it tells. */
  step(world: World, id: string, day: string): Told {
    const account = this.account(id);
    const seen = world.accounts.get(id);
    const told: Told = { causes: new Map(), flows: new Map() };
    if (seen === undefined || !seen.isListed || !seen.isActive) this.#freeze(account, told);
    else this.#store(world, account, seen, day, told);
    account.uncounted.push(told);
    return told;
  }

  #freeze(account: ModelAccount, { causes, flows }: Told): void {
    if (account.status !== null && account.status !== "frozen") {
      addParts(causes, asCause("left", sumsOf(account)), -1);
    }
    account.status = "frozen";
    for (const finding of account.findings.values()) {
      if (finding.status !== "open" && finding.status !== "unknown") continue;
      finding.status = "frozen";
      finding.events.push("frozen");
      addParts(flows, new Map([[`${finding.domain} frozen`, 1]]));
    }
  }

  #store(world: World, account: ModelAccount, seen: WorldAccount, day: string, { causes, flows }: Told): void {
    const before = { ...account, wasIn: account.status !== null && account.status !== "frozen" };
    account.duties = new Map(
      world.catalogue.flatMap(({ id, domain, severity }) => {
        const states = seen.resources.get(id) ?? [];
        const count = (state: string) => states.filter((one) => one === state).length;
        const place = { domain, weight: weights[severity] };
        const standIn = { ...place, standsForAll: true, passed: 0, failed: 0, unknown: 1 };
        const read = { passed: count("good"), failed: count("bad"), unknown: count("unread") };
        const duty = seen.isReadable ? { ...place, standsForAll: false, ...read } : standIn;
        return duty.passed + duty.failed + duty.unknown === 0 ? [] : [[id, duty] as const];
      }),
    );
    account.controls = new Set(world.catalogue.map(({ id }) => id));
    account.status = seen.isReadable ? "current" : "unknown";
    if (seen.isReadable) account.lastReadOn = day;
    if (!before.wasIn) addParts(causes, asCause("joined", sumsOf(account)));
    else {
      for (const id of new Set([...before.duties.keys(), ...account.duties.keys()])) {
        explain(causes, id, before, account);
      }
    }
    this.#live(world, account, seen, flows);
  }

  #live(world: World, account: ModelAccount, seen: WorldAccount, flows: Parts): void {
    const controls = new Map(world.catalogue.map((control) => [control.id, control]));
    for (const [control, states] of seen.resources) {
      states.forEach((state, index) => {
        const key = `${control} ${index}`;
        const known = account.findings.get(key);
        const listed = controls.get(control);
        // A control that weighs otherwise now does so for everything that was ever found.
        if (known !== undefined && listed !== undefined) {
          known.domain = listed.domain;
          known.severity = listed.severity;
        }
        const tell = (event: string, flow: string, domain: string) => {
          known?.events.push(event);
          addParts(flows, new Map([[`${domain} ${flow}`, 1]]));
        };
        if (listed !== undefined && seen.isReadable && state === "bad") {
          if (known === undefined) {
            const { domain, severity } = listed;
            account.findings.set(key, { status: "open", events: ["opened"], domain, severity });
            tell("", "opened", listed.domain);
          } else if (known.status === "resolved") tell("reopened", "reopened", known.domain);
          else if (known.status !== "open") tell("read-again", "readAgain", known.domain);
          if (known !== undefined) known.status = "open";
          return;
        }
        if (known === undefined || known.status === "resolved") return;
        if (listed !== undefined && (!seen.isReadable || state === "unread")) {
          if (known.status !== "unknown") tell("unread", "unread", known.domain);
          known.status = "unknown";
          return;
        }
        tell("resolved", listed !== undefined && state === "good" ? "mended" : "gone", known.domain);
        known.status = "resolved";
      });
    }
  }

  /** The crawl is complete: what happened to each OU since the last one that was. */
  finalise(world: World): ReadonlyMap<string, Told> {
    const units = new Map<string, Told>();
    const tellUnit = (unit: string, causes: Parts, flows: Parts = new Map()) => {
      const told = units.get(unit) ?? { causes: new Map(), flows: new Map() };
      units.set(unit, told);
      addParts(told.causes, causes);
      addParts(told.flows, flows);
    };
    for (const [id, account] of this.accounts) {
      const seen = world.accounts.get(id);
      const isIn = seen !== undefined && seen.isListed && seen.isActive;
      const from = account.counted;
      const to = isIn && seen !== undefined ? { path: pathOf(world, seen.parentId), sums: sumsOf(account) } : null;
      const own: Told = { causes: new Map(), flows: new Map() };
      for (const told of account.uncounted) {
        addParts(own.causes, told.causes);
        addParts(own.flows, told.flows);
      }
      account.uncounted = [];
      account.counted = to;
      for (const unit of to?.path ?? []) {
        tellUnit(unit, own.causes, own.flows);
        if (from !== null && !from.path.includes(unit)) tellUnit(unit, asCause("moved-in", from.sums));
      }
      for (const unit of from?.path ?? []) {
        if (to === null) tellUnit(unit, own.causes, own.flows);
        else if (!to.path.includes(unit) && from !== null) {
          const gone = new Map([...asCause("moved-out", from.sums)].map(([key, value]) => [key, -value]));
          tellUnit(unit, gone);
        }
      }
    }
    return units;
  }

  /** Sums of an OU by the last finalise, and how many accounts they are of. */
  unit(id: string): { readonly sums: Parts; readonly accounts: number; readonly unread: number } {
    const inside = [...this.accounts.values()].filter(({ counted }) => counted?.path.includes(id) ?? false);
    const sums: Parts = new Map();
    for (const { counted } of inside) addParts(sums, counted?.sums ?? new Map());
    return { sums, accounts: inside.length, unread: inside.filter(({ status }) => status === "unknown").length };
  }
}

export function pathOf(world: World, parentId: string): readonly string[] {
  const path: string[] = [];
  for (let at: string | undefined = world.units.has(parentId) ? parentId : "r-root"; at !== undefined; ) {
    path.push(at);
    at = world.units.get(at);
  }
  return path;
}

function sumsOf({ duties }: Pick<ModelAccount, "duties">): Parts {
  const sums: Parts = new Map();
  for (const duty of duties.values()) addParts(sums, weigh(duty));
  return sums;
}

type Sides = Pick<ModelAccount, "duties" | "controls">;

/** One control has one duty here, so the change of the control is the change of the duty. */
function explain(causes: Parts, id: string, from: Sides, to: Sides): void {
  const before = from.duties.get(id);
  const after = to.duties.get(id);
  const whole = (cause: string) => {
    if (before !== undefined) addParts(causes, asCause(cause, weigh(before)), -1);
    if (after !== undefined) addParts(causes, asCause(cause, weigh(after)));
  };
  if (!from.controls.has(id) || !to.controls.has(id)) whole("catalogue");
  else if (after?.standsForAll === true && before?.standsForAll !== true) whole("visibility-lost");
  else if (before?.standsForAll === true && after?.standsForAll !== true) whole("visibility-regained");
  else if (before === undefined) whole((after?.failed ?? 0) > 0 ? "new-findings" : "resources");
  else if (after === undefined) whole(before.failed > 0 ? "mended" : "resources");
  else explainBoth(causes, before, after);
}

function explainBoth(causes: Parts, stored: Duty, after: Duty): void {
  const before = { ...stored, domain: after.domain, weight: after.weight };
  addParts(causes, asCause("catalogue", weigh(stored)), -1);
  addParts(causes, asCause("catalogue", weigh(before)));
  const part = (duty: Duty, quantity: string) => weigh(duty).get(`${duty.domain} ${quantity}`) ?? 0;
  const known = part(after, "known") - part(before, "known");
  const met = part(after, "met") - part(before, "met");
  let sight = 0;
  if (known !== 0) {
    const isAll = part(before, "known") === 0 || part(after, "known") === 0;
    sight = isAll ? met : grid((known * part(before, "met")) / part(before, "known"));
    if (Math.abs(met - sight) <= 1 / 4_194_304) sight = met;
    const cause = known < 0 ? "visibility-lost" : "visibility-regained";
    addParts(causes, new Map([[`${cause} ${after.domain} known`, known]]));
    addParts(causes, new Map([[`${cause} ${after.domain} met`, sight]]));
  }
  const rest = met - sight;
  const failures = after.failed - before.failed;
  const cause = rest < 0 && failures > 0 ? "new-findings" : rest > 0 && failures < 0 ? "mended" : "resources";
  addParts(causes, new Map([[`${cause} ${after.domain} met`, rest]]));
}
