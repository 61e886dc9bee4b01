import {
  type CompiledOrganization,
  type CoverageDelta,
  type DeltaRow,
  findObjective,
  type Lockout,
} from "@sekinin/guardrails";
import type { Locale } from "../../../../server/locale.ts";
import type { DeltaAnswer, NamedAccount, ToldLockout, ToldRow } from "./delta-answer.ts";

const mostRows = 200;
const mostLockouts = 12;
const mostAccounts = 20;

/** A delta as the page tells it: titles and names, what gets weaker first, and no list without an end. */
export function tellDelta(
  { rows, lockouts }: CoverageDelta,
  compiled: CompiledOrganization,
  locale: Locale,
): Pick<DeltaAnswer, "rows" | "rowsLeftOff" | "lockouts" | "lockoutsLeftOff"> {
  const name = (accounts: readonly string[]) => namedAccounts(accounts, compiled);
  return {
    rows: [...rows]
      .sort(byWeight)
      .slice(0, mostRows)
      .map((row) => toldRow(row, name(row.accounts), locale)),
    rowsLeftOff: Math.max(0, rows.length - mostRows),
    lockouts: [...lockouts]
      .sort(inUseFirst)
      .slice(0, mostLockouts)
      .map((one) => toldLockout(one, name(one.accounts))),
    lockoutsLeftOff: Math.max(0, lockouts.length - mostLockouts),
  };
}

function toldRow(row: DeltaRow, accounts: readonly NamedAccount[], locale: Locale): ToldRow {
  const { objectiveId, before, after, direction, newlyDenied, newlyAllowed } = row;
  const title = findObjective(objectiveId)?.title[locale] ?? objectiveId;
  const accountCount = row.accounts.length;
  return { objectiveId, title, before, after, direction, accountCount, accounts, newlyDenied, newlyAllowed };
}

function toldLockout(lockout: Lockout, accounts: readonly NamedAccount[]): ToldLockout {
  const { service, isInUse, witness } = lockout;
  return { service, isInUse, witness, accountCount: lockout.accounts.length, accounts };
}

function namedAccounts(ids: readonly string[], { accounts }: CompiledOrganization): readonly NamedAccount[] {
  return ids.slice(0, mostAccounts).map((id) => ({ id, name: accounts.get(id)?.account.name ?? id }));
}

const weights = { weaker: 0, mixed: 1, stronger: 2 } as const;

function byWeight(a: DeltaRow, b: DeltaRow): number {
  return weights[a.direction] - weights[b.direction] || b.accounts.length - a.accounts.length;
}

function inUseFirst(a: Lockout, b: Lockout): number {
  return Number(b.isInUse) - Number(a.isInUse) || b.accounts.length - a.accounts.length;
}
