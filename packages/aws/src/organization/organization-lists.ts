import {
  type Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicyType as SdkPolicyType,
} from "@aws-sdk/client-organizations";
import type { AccountState, OrganizationAccount, OrganizationalUnit } from "@sekinin/guardrails";
import { type CollectorContext, callIn, required } from "../collectors/collector-context.ts";
import { globalRegionOf, organizationsService } from "../collectors/services.ts";
import type { AwsAction } from "../permissions/collector-actions.ts";
import { type PagedList, type PageStore, readStoredPages } from "./page-store.ts";

/** What the organisation's lists are read with. */
export type ListContext = CollectorContext & { readonly pages: PageStore };

/** An account as a list gives it: without a parent where AWS sent no `Paths`. */
export type ListedAccount = Omit<OrganizationAccount, "parentId"> & { readonly parentId: string | null };

/** One call to Organizations, which has one endpoint a partition. Throws AwsRefusal. */
export function callOrganizations<T>(
  context: CollectorContext,
  action: AwsAction,
  send: (client: OrganizationsClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  return callIn(context, organizationsService, globalRegionOf(context.session.partition), action, send);
}

const states: readonly AccountState[] = ["PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"];

/** AWS retired `Status` in favour of `State`; older partitions and moto send only the former. */
function stateOf({ State, Status }: Account, action: AwsAction): AccountState {
  const text = required(State ?? Status, action);
  const state = states.find((known) => known === text);
  // A state that we do not know is no reason to enter the account.
  return state ?? "SUSPENDED";
}

/** The last root or OU of the first path: `o-.../r-.../ou-.../`, with or without the account at its end. */
function parentInPaths(paths: readonly string[] | undefined): string | null {
  const parts = paths?.[0]?.split("/") ?? [];
  return parts.findLast((part) => part.startsWith("ou-") || part.startsWith("r-")) ?? null;
}

function listedAccount(account: Account, action: AwsAction, parentId: string | null): ListedAccount {
  return {
    id: required(account.Id, action),
    name: account.Name ?? "",
    parentId: parentId ?? parentInPaths(account.Paths),
    state: stateOf(account, action),
    joinedAt: account.JoinedTimestamp?.toISOString() ?? null,
  };
}

/** Every account of the organisation, 20 a page. */
export function listAccounts(context: ListContext): Promise<PagedList<ListedAccount>> {
  const action = "organizations:ListAccounts";
  return readStoredPages(context, context.pages, {
    list: "accounts",
    action,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new ListAccountsCommand({ NextToken }), options),
      );
      return {
        items: (answer.Accounts ?? []).map((account) => listedAccount(account, action, null)),
        next: answer.NextToken ?? null,
      };
    },
  });
}

/** Accounts directly below a root or OU: the way where accounts come without their paths. */
export function listAccountsOf(context: ListContext, parentId: string): Promise<PagedList<ListedAccount>> {
  const action = "organizations:ListAccountsForParent";
  return readStoredPages(context, context.pages, {
    list: `accounts-of ${parentId}`,
    action,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken }), options),
      );
      return {
        items: (answer.Accounts ?? []).map((account) => listedAccount(account, action, parentId)),
        next: answer.NextToken ?? null,
      };
    },
  });
}

/** OUs directly below a root or OU. */
export function listUnitsOf(context: ListContext, parentId: string): Promise<PagedList<OrganizationalUnit>> {
  const action = "organizations:ListOrganizationalUnitsForParent";
  return readStoredPages(context, context.pages, {
    list: `units-of ${parentId}`,
    action,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken }), options),
      );
      const units = (answer.OrganizationalUnits ?? []).map(({ Id, Name }) => ({
        id: required(Id, action),
        name: Name ?? "",
        parentId,
      }));
      return { items: units, next: answer.NextToken ?? null };
    },
  });
}

/** A policy as ListPolicies names it. */
export type ListedPolicy = { readonly id: string; readonly name: string; readonly awsManaged: boolean };

/** Policies of one type. AWS adds types before the SDK knows them, so the type is a text. */
export function listPolicies(context: ListContext, type: string): Promise<PagedList<ListedPolicy>> {
  const action = "organizations:ListPolicies";
  return readStoredPages(context, context.pages, {
    list: `policies ${type}`,
    action,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new ListPoliciesCommand({ Filter: type as SdkPolicyType, NextToken }), options),
      );
      const policies = (answer.Policies ?? []).map(({ Id, Name, AwsManaged }) => ({
        id: required(Id, action),
        name: Name ?? "",
        awsManaged: AwsManaged === true,
      }));
      return { items: policies, next: answer.NextToken ?? null };
    },
  });
}

/** Root, OU and account ids that a policy is attached to directly. */
export function listTargetsOf(context: ListContext, policyId: string): Promise<PagedList<string>> {
  const action = "organizations:ListTargetsForPolicy";
  return readStoredPages(context, context.pages, {
    list: `targets-of ${policyId}`,
    action,
    idOf: (id) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new ListTargetsForPolicyCommand({ PolicyId: policyId, NextToken }), options),
      );
      const targets = (answer.Targets ?? []).map(({ TargetId }) => required(TargetId, action));
      return { items: targets, next: answer.NextToken ?? null };
    },
  });
}

/** Accounts that administer one AWS service for the organisation. */
export function listAdministratorsOf(context: ListContext, servicePrincipal: string): Promise<PagedList<string>> {
  const action = "organizations:ListDelegatedAdministrators";
  return readStoredPages(context, context.pages, {
    list: `administrators-of ${servicePrincipal}`,
    action,
    idOf: (id) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: servicePrincipal, NextToken }), options),
      );
      const ids = (answer.DelegatedAdministrators ?? []).map(({ Id }) => required(Id, action));
      return { items: ids, next: answer.NextToken ?? null };
    },
  });
}
