import "server-only";
import {
  type AccountPage,
  type Assignment,
  listAssignments,
  listTeams,
  type Team,
  type TenantTransaction,
} from "@sekinin/db";
import { type AssignedControl, indexAssignments, partyOf } from "@sekinin/posture";
import { listPartners, partyNames } from "../../../../../parties/known-parties.ts";
import type { TenantContext } from "../../../../../server/require-tenant.ts";

/** Who answers for a control in this account, in the reader's words; null where nobody is named. */
export type WhoAnswers = (control: AssignedControl) => string | null;

export type Named = { readonly assignments: readonly Assignment[]; readonly teams: readonly Team[] };

/** Two statements; one where nobody was named yet. */
export async function readNamed(tx: TenantTransaction, organizationId: string): Promise<Named> {
  const assignments = await listAssignments(tx, organizationId);
  return { assignments, teams: assignments.length === 0 ? [] : await listTeams(tx) };
}

/** By the account's place in the tree: an account that is in no tree is nobody's. */
export async function whoAnswers(
  context: TenantContext,
  { account, path }: AccountPage,
  { assignments, teams }: Named,
): Promise<WhoAnswers> {
  if (assignments.length === 0 || path.length === 0) return () => null;
  const name = await partyNames({ teams, partners: await listPartners(context) });
  const index = indexAssignments(assignments);
  const up = [account.accountId, ...path.map(({ nodeId }) => nodeId).reverse()];
  return (control) => {
    const { party } = partyOf(index, up, control);
    return party.kind === "unassigned" ? null : name(party);
  };
}
