import type { DraftOperation, OrganizationReading } from "@sekinin/guardrails";
import type { BaseAccount, DraftBase } from "./draft-base.ts";

/** Accounts that a page is told of at most; the others it finds by their name or id. */
const mostAccounts = 2_000;

/** What a draft's page needs to know of an organisation: every OU and policy, and the accounts that either side names. */
export function draftBaseOf(reading: OrganizationReading, operations: readonly DraftOperation[]): DraftBase {
  const { root, organization } = reading;
  const policies = reading.policies.map(({ id, name, type, awsManaged, content, targetIds }) => ({
    id,
    name,
    type,
    isAwsManaged: awsManaged,
    size: content.status === "read" ? content.value.length : null,
    targetIds: targetIds.status === "read" ? targetIds.value : [],
  }));
  const own = new Map<string, number>();
  for (const { parentId } of reading.accounts) own.set(parentId, (own.get(parentId) ?? 0) + 1);
  const unitOf = (id: string, name: string, parentId: string | null) => ({
    id,
    name,
    parentId,
    accounts: own.get(id) ?? 0,
  });
  return {
    organizationId: organization.id,
    rootId: root.id,
    managementAccountId: organization.managementAccountId,
    types: root.policyTypes.map(({ type, status }) => ({ type, isEnabled: status === "ENABLED" })),
    units: [
      unitOf(root.id, root.name ?? "Root", null),
      ...reading.organizationalUnits.map(({ id, name, parentId }) => unitOf(id, name, parentId)),
    ],
    accounts: namedAccounts(
      reading,
      new Set([...policies.flatMap(({ targetIds }) => targetIds), ...nodesOf(operations)]),
    ),
    policies,
  };
}

function namedAccounts(reading: OrganizationReading, named: ReadonlySet<string>): BaseAccount[] {
  const found: BaseAccount[] = [];
  for (const { id, name, parentId } of reading.accounts) {
    if (found.length === mostAccounts) break;
    if (named.has(id)) found.push({ id, name, parentId });
  }
  return found;
}

function nodesOf(operations: readonly DraftOperation[]): string[] {
  return operations.flatMap((operation) => {
    if (operation.kind === "move") return [operation.nodeId, operation.parentId];
    return operation.kind === "attach" || operation.kind === "detach" ? [operation.targetId] : [];
  });
}

/** Accounts whose name or id holds a text, or that are directly in a node; in the order of their names. */
export function findAccounts(
  reading: OrganizationReading,
  asked: { readonly text: string; readonly parentId: string; readonly limit: number },
): { readonly accounts: readonly BaseAccount[]; readonly left: number } {
  const text = asked.text.trim().toLocaleLowerCase();
  const found = reading.accounts
    .filter(({ id, name, parentId }) => {
      if (asked.parentId !== "" && parentId !== asked.parentId) return false;
      return text === "" || id.includes(text) || name.toLocaleLowerCase().includes(text);
    })
    .map(({ id, name, parentId }) => ({ id, name, parentId }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  return { accounts: found.slice(0, asked.limit), left: Math.max(0, found.length - asked.limit) };
}
