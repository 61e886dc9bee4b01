import { type Account, ListAccountsCommand, ListAccountsForParentCommand } from "@aws-sdk/client-organizations";
import type { AccountState, OrganizationAccount, UnreadList } from "@sekinin/guardrails";
import { z } from "zod";
import { required } from "../collectors/collector-context.ts";
import { callOrganizations, type OrganizationReader } from "./organization-reader.ts";
import type { ReadUnits } from "./organizational-units.ts";
import { type ReadList, readStoredList } from "./page-store.ts";

export type ReadAccounts = {
  readonly accounts: readonly OrganizationAccount[];
  readonly unread: readonly UnreadList[];
};

const states = ["PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"] as const;
const accountShape = z.object({
  id: z.string(),
  name: z.string(),
  /** null: AWS gave no path, so that the tree has to be walked. */
  parentId: z.string().nullable(),
  /** null: AWS said nothing that we know. */
  state: z.enum(states).nullable(),
  joinedAt: z.string().nullable(),
});
type ListedAccount = z.infer<typeof accountShape>;

/**
 * All accounts with their parents: from the paths that ListAccounts gives, else by asking every parent for its accounts
 * (older partitions, moto). E-mail addresses are not kept.
 */
export async function readAccounts(
  reader: OrganizationReader,
  rootId: string,
  units: Promise<ReadUnits>,
): Promise<ReadAccounts> {
  const listed = await listAccounts(reader);
  const unread: UnreadList[] = listed.cut === null ? [] : [{ list: "accounts", reason: listed.cut }];
  const lost = listed.items.filter(({ parentId }) => parentId === null);
  const { organizationalUnits } = await units;
  const parents = lost.length === 0 ? null : await walk(reader, [rootId, ...organizationalUnits.map(({ id }) => id)]);
  if (parents !== null) unread.push(...parents.unread);
  const accounts = new Map<string, OrganizationAccount>();
  for (const { id, name, parentId, state, joinedAt } of listed.items) {
    if (accounts.has(id)) continue;
    const parent = parentId ?? parents?.parentOf.get(id);
    // An orphan: `pathTo` says so, and pages hang it below the root.
    // An account without a state is entered like an active one; if it is not, AWS refuses, and that is what is shown.
    accounts.set(id, { id, name, parentId: parent ?? "", state: state ?? "ACTIVE", joinedAt });
  }
  return { accounts: [...accounts.values()], unread };
}

function listAccounts(reader: OrganizationReader): Promise<ReadList<ListedAccount>> {
  const action = "organizations:ListAccounts";
  return readStoredList(reader.context, reader.pages, {
    list: "accounts",
    action,
    item: accountShape,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(reader, action, (client, options) =>
        client.send(new ListAccountsCommand({ NextToken }), options),
      );
      return { items: required(answer.Accounts, action).map(accountOf), next: answer.NextToken };
    },
  });
}

function accountOf(account: Account): ListedAccount {
  const id = required(account.Id, "organizations:ListAccounts");
  return {
    id,
    name: account.Name ?? id,
    parentId: parentOfPaths(account.Paths),
    state: stateOf(account),
    joinedAt: account.JoinedTimestamp?.toISOString() ?? null,
  };
}

/** AWS retired `Status`; where `State` is missing it still says as much. */
function stateOf({ State, Status }: Account): AccountState | null {
  const given: string | undefined = State ?? Status;
  return states.find((state) => state === given) ?? null;
}

/** The last root or OU in a path such as `o-1/r-1/ou-1/ou-2/123456789012/`. */
export function parentOfPaths(paths: readonly string[] | undefined): string | null {
  const parts = paths?.[0]?.split("/") ?? [];
  return parts.findLast((part) => part.startsWith("ou-") || part.startsWith("r-")) ?? null;
}

type Walk = { readonly parentOf: ReadonlyMap<string, string>; readonly unread: readonly UnreadList[] };

async function walk(reader: OrganizationReader, parentIds: readonly string[]): Promise<Walk> {
  const action = "organizations:ListAccountsForParent";
  const parentOf = new Map<string, string>();
  const unread: UnreadList[] = [];
  const children = (parentId: string) =>
    readStoredList(reader.context, reader.pages, {
      list: `accounts/${parentId}`,
      action,
      item: z.string(),
      idOf: (id) => id,
      fetch: async (NextToken) => {
        const answer = await callOrganizations(reader, action, (client, options) =>
          client.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken }), options),
        );
        return {
          items: required(answer.Accounts, action).map(({ Id }) => required(Id, action)),
          next: answer.NextToken,
        };
      },
    });
  const lists = await Promise.all(parentIds.map(async (parentId) => ({ parentId, ...(await children(parentId)) })));
  for (const { parentId, items, cut } of lists) {
    if (cut !== null) unread.push({ list: "accounts", scope: parentId, reason: cut });
    for (const id of items) parentOf.set(id, parentId);
  }
  return { parentOf, unread };
}
