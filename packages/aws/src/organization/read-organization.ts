import { DescribeOrganizationCommand, ListRootsCommand } from "@aws-sdk/client-organizations";
import type {
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationReading,
  OrganizationRoot,
  UnreadList,
} from "@sekinin/guardrails";
import { required } from "../collectors/collector-context.ts";
import type { AwsSession } from "../session/open-session.ts";
import { guardDutyPrincipal } from "./organization-facts.ts";
import {
  callOrganizations,
  type ListContext,
  type ListedAccount,
  listAccounts,
  listAccountsOf,
  listAdministratorsOf,
  listUnitsOf,
} from "./organization-lists.ts";
import type { PageStore } from "./page-store.ts";
import { readPolicies } from "./read-policies.ts";

export type OrganizationRequest = {
  readonly pages: PageStore;
  readonly signal: AbortSignal;
  /** Told the organisation's id before anything else of it is read; what it throws ends the reading. */
  readonly onOrganization?: (organizationId: string) => Promise<void>;
};

/**
 * The whole organisation with the management (or delegated) account's session: tree, accounts, policies, targets. It
 * goes on after the pages that are kept. What a list lacks is in `unread`; without the organisation, its root or a
 * session there is no reading: throws AwsRefusal.
 */
export async function readOrganization(
  session: AwsSession,
  request: OrganizationRequest,
): Promise<OrganizationReading> {
  const context: ListContext = { session, signal: request.signal, pages: request.pages };
  const organization = await describe(context);
  await request.onOrganization?.(organization.id);
  const root = await readRoot(context);
  const [tree, listed, administrators] = await Promise.all([
    readUnits(context, root.id),
    listAccounts(context),
    listAdministratorsOf(context, guardDutyPrincipal),
  ]);
  const accounts = await placed(context, listed.items, [root.id, ...tree.units.map(({ id }) => id)]);
  const nodeIds = [root.id, ...tree.units.map(({ id }) => id), ...accounts.accounts.map(({ id }) => id)];
  const { policies, unread } = await readPolicies(context, root, nodeIds);
  return {
    format: "sekinin.organization/1",
    organization,
    root,
    organizationalUnits: tree.units,
    accounts: accounts.accounts,
    policies,
    delegatedAdministrators: administrators.items.map((accountId) => ({
      accountId,
      servicePrincipals: [guardDutyPrincipal],
    })),
    unread: [
      ...tree.unread,
      ...accounts.unread,
      ...unread,
      ...(listed.reason === null ? [] : [{ list: "accounts" as const, reason: listed.reason }]),
      ...(administrators.reason === null
        ? []
        : [{ list: "delegated-administrators" as const, reason: administrators.reason }]),
    ],
  };
}

async function describe(context: ListContext): Promise<OrganizationReading["organization"]> {
  const action = "organizations:DescribeOrganization";
  const { Organization } = await callOrganizations(context, action, (client, options) =>
    client.send(new DescribeOrganizationCommand({}), options),
  );
  const { Id, MasterAccountId, FeatureSet } = required(Organization, action);
  return {
    id: required(Id, action),
    managementAccountId: required(MasterAccountId, action),
    featureSet: FeatureSet === "CONSOLIDATED_BILLING" ? "CONSOLIDATED_BILLING" : "ALL",
  };
}

async function readRoot(context: ListContext): Promise<OrganizationRoot> {
  const action = "organizations:ListRoots";
  const { Roots } = await callOrganizations(context, action, (client, options) =>
    client.send(new ListRootsCommand({}), options),
  );
  const root = required(Roots?.[0], action);
  return {
    id: required(root.Id, action),
    ...(root.Name === undefined ? {} : { name: root.Name }),
    policyTypes: (root.PolicyTypes ?? []).flatMap(({ Type: type, Status: status }) =>
      type === undefined || status === undefined ? [] : [{ type, status }],
    ),
  };
}

type Tree = { readonly units: readonly OrganizationalUnit[]; readonly unread: readonly UnreadList[] };

/** The OUs, level by level; an OU that comes a second time (a circle in hostile answers) is not followed again. */
async function readUnits(context: ListContext, rootId: string): Promise<Tree> {
  const units: OrganizationalUnit[] = [];
  const unread: UnreadList[] = [];
  const seen = new Set<string>([rootId]);
  let level: readonly string[] = [rootId];
  while (level.length > 0) {
    const lists = await Promise.all(
      level.map(async (parentId) => ({ parentId, list: await listUnitsOf(context, parentId) })),
    );
    const next: string[] = [];
    for (const { parentId, list } of lists) {
      if (list.reason !== null) unread.push({ list: "organizational-units", scope: parentId, reason: list.reason });
      for (const unit of list.items) {
        if (seen.has(unit.id)) continue;
        seen.add(unit.id);
        units.push(unit);
        next.push(unit.id);
      }
    }
    level = next;
  }
  return { units, unread };
}

type Placed = { readonly accounts: readonly OrganizationAccount[]; readonly unread: readonly UnreadList[] };

/** Accounts with their parents: from their paths, else by asking each root and OU for its accounts. */
async function placed(
  context: ListContext,
  listed: readonly ListedAccount[],
  parentIds: readonly string[],
): Promise<Placed> {
  const unread: UnreadList[] = [];
  const parents = new Map<string, string>();
  for (const { id, parentId } of listed) if (parentId !== null) parents.set(id, parentId);
  if (parents.size < listed.length) {
    const lists = await Promise.all(
      parentIds.map(async (parentId) => ({ parentId, list: await listAccountsOf(context, parentId) })),
    );
    for (const { parentId, list } of lists) {
      if (list.reason !== null) unread.push({ list: "accounts", scope: parentId, reason: list.reason });
      for (const { id } of list.items) if (!parents.has(id)) parents.set(id, parentId);
    }
  }
  const accounts = listed.map((account) => ({ ...account, parentId: parents.get(account.id) ?? "" }));
  return { accounts, unread };
}
