import type { WireAccount } from "../handler.ts";
import type { FaultEffect, FaultRule, Faults } from "./fault.ts";

export type FaultedCall = {
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
};

export type FaultBook = {
  set(faults: Faults): void;
  current(): Faults;
  /** The effects that hit this call, in the order of their rules. */
  strike(call: FaultedCall): readonly FaultEffect[];
  deleteRole(accountId: string, roleName: string): void;
  suspend(accountId: string): void;
  optOut(accountId: string, region: string): void;
  /** The account as faults left it. */
  seen<Account extends WireAccount>(account: Account): WireAccount;
};

type Counted = { readonly rule: FaultRule; met: number; hit: number };
const none: readonly FaultEffect[] = [];

export function createFaultBook(initial: Faults): FaultBook {
  let faults = initial;
  let counted: Counted[] = [];
  let random = seededRandom(0);
  const roles = new Map<string, Set<string>>();
  const regions = new Map<string, Set<string>>();
  const suspended = new Set<string>();

  function set(next: Faults): void {
    faults = next;
    counted = next.rules.map((rule) => ({ rule, met: 0, hit: 0 }));
    random = seededRandom(next.seed ?? 1);
    for (const lasting of [roles, regions, suspended]) lasting.clear();
  }
  set(initial);

  return {
    set,
    current: () => faults,
    strike(call) {
      if (counted.length === 0) return none;
      return counted.filter((each) => hits(each, call, random)).map(({ rule }) => rule.effect);
    },
    deleteRole: (accountId, roleName) => addTo(roles, accountId, roleName),
    optOut: (accountId, region) => addTo(regions, accountId, region),
    suspend: (accountId) => void suspended.add(accountId),
    seen(account) {
      const goneRoles = roles.get(account.id);
      const goneRegions = regions.get(account.id);
      const isSuspended = suspended.has(account.id);
      if (goneRoles === undefined && goneRegions === undefined && !isSuspended) return account;
      return {
        id: account.id,
        state: isSuspended ? "SUSPENDED" : account.state,
        roles: account.roles.filter(({ name }) => goneRoles?.has(name) !== true),
        enabledRegions: new Set([...account.enabledRegions].filter((region) => goneRegions?.has(region) !== true)),
      };
    },
  };
}

function hits(counted: Counted, call: FaultedCall, random: () => number): boolean {
  const { rule } = counted;
  if (rule.service !== undefined && rule.service !== call.service) return false;
  if (rule.operation !== undefined && rule.operation !== call.operation) return false;
  if (rule.accountId !== undefined && rule.accountId !== call.accountId) return false;
  if (rule.region !== undefined && rule.region !== call.region) return false;
  counted.met += 1;
  if (counted.met <= (rule.after ?? 0) || counted.hit >= (rule.count ?? Number.POSITIVE_INFINITY)) return false;
  if (rule.probability !== undefined && random() >= rule.probability) return false;
  counted.hit += 1;
  return true;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(value));
}

/** Mulberry32: small, seeded, good enough to spread faults. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
