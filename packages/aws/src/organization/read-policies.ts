import { DescribePolicyCommand } from "@aws-sdk/client-organizations";
import type { OrganizationPolicy, OrganizationRoot, UnreadList } from "@sekinin/guardrails";
import type { Reading } from "@sekinin/responsibility";
import { readingOf, required } from "../collectors/collector-context.ts";
import {
  callOrganizations,
  type ListContext,
  type ListedPolicy,
  listPolicies,
  listTargetsOf,
} from "./organization-lists.ts";
import { readStoredPages } from "./page-store.ts";

/** Attached everywhere, cannot be detached, and listed on a thousand targets: known without asking. */
const rcpFullAccess = {
  id: "p-RCPFullAWSAccess",
  content: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  }),
} as const;

type Policies = { readonly policies: readonly OrganizationPolicy[]; readonly unread: readonly UnreadList[] };

/** All policies of the types that are enabled at the root, with contents and targets. */
export async function readPolicies(
  context: ListContext,
  root: OrganizationRoot,
  nodeIds: readonly string[],
): Promise<Policies> {
  const enabled = root.policyTypes.filter(({ status }) => status === "ENABLED").map(({ type }) => type);
  const parts = await Promise.all(enabled.map((type) => readType(context, type, nodeIds)));
  return {
    policies: parts.flatMap(({ policies }) => policies),
    unread: parts.flatMap(({ unread }) => unread),
  };
}

async function readType(context: ListContext, type: string, nodeIds: readonly string[]): Promise<Policies> {
  const { items, reason } = await listPolicies(context, type);
  const policies = await Promise.all(
    items.map(async (listed): Promise<OrganizationPolicy> => {
      const { content, targetIds } = await readPolicy(context, listed, nodeIds);
      return { ...listed, type, content, targetIds };
    }),
  );
  return { policies, unread: reason === null ? [] : [{ list: "policies", scope: type, reason }] };
}

type PolicyDetail = { readonly content: Reading<string>; readonly targetIds: Reading<readonly string[]> };

async function readPolicy(
  context: ListContext,
  { id }: ListedPolicy,
  nodeIds: readonly string[],
): Promise<PolicyDetail> {
  if (id === rcpFullAccess.id) {
    return {
      content: { status: "read", value: rcpFullAccess.content },
      targetIds: { status: "read", value: nodeIds },
    };
  }
  const [content, targets] = await Promise.all([contentOf(context, id), listTargetsOf(context, id)]);
  return {
    content,
    targetIds:
      targets.reason === null ? { status: "read", value: targets.items } : { status: "unread", reason: targets.reason },
  };
}

/** DescribePolicy allows two calls a second, so a document that was read is kept like a page. */
async function contentOf(context: ListContext, policyId: string): Promise<Reading<string>> {
  const action = "organizations:DescribePolicy";
  const { items, reason } = await readStoredPages<string>(context, context.pages, {
    list: `content-of ${policyId}`,
    action,
    idOf: (text) => text,
    fetch: async () => {
      const answer = await callOrganizations(context, action, (client, options) =>
        client.send(new DescribePolicyCommand({ PolicyId: policyId }), options),
      );
      return { items: [required(answer.Policy?.Content, action)], next: null };
    },
  });
  if (reason !== null) return { status: "unread", reason };
  return readingOf(action, async () => required(items[0], action));
}
