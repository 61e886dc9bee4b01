import {
  type PolicyType as AwsPolicyType,
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
} from "@aws-sdk/client-organizations";
import type { OrganizationPolicy, OrganizationRoot, UnreadList } from "@sekinin/guardrails";
import type { Reading } from "@sekinin/responsibility";
import { z } from "zod";
import { required } from "../collectors/collector-context.ts";
import { callOrganizations, type OrganizationReader } from "./organization-reader.ts";
import { type ReadList, readStoredList } from "./page-store.ts";

export type ReadPolicies = {
  readonly policies: readonly OrganizationPolicy[];
  readonly unread: readonly UnreadList[];
};

const summaryShape = z.object({ id: z.string(), name: z.string(), awsManaged: z.boolean() });
type PolicySummary = z.infer<typeof summaryShape>;

/** AWS attaches it to every root, OU and account, and nobody can detach or change it. */
const fixedPolicy = {
  id: "p-RCPFullAWSAccess",
  content: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  }),
};

/**
 * Policies of every type that is enabled, each with text and targets. `nodeIds`: root, OUs and accounts; they are waited
 * for last, as their lists have rates of their own.
 */
export async function readPolicies(
  reader: OrganizationReader,
  root: OrganizationRoot,
  nodeIds: Promise<readonly string[]>,
): Promise<ReadPolicies> {
  const types = root.policyTypes.filter(({ status }) => status === "ENABLED").map(({ type }) => type);
  const lists = await Promise.all(types.map(async (type) => ({ type, ...(await policiesOf(reader, type)) })));
  const unread = lists.flatMap(({ type, cut }): readonly UnreadList[] =>
    cut === null ? [] : [{ list: "policies", scope: type, reason: cut }],
  );
  const policies = await Promise.all(
    lists.flatMap(({ type, items }) =>
      items.map(async (summary): Promise<OrganizationPolicy> => {
        if (summary.id === fixedPolicy.id) {
          const content: Reading<string> = { status: "read", value: fixedPolicy.content };
          return { ...summary, type, content, targetIds: { status: "read", value: await nodeIds } };
        }
        const [content, targets] = await Promise.all([contentOf(reader, summary.id), targetsOf(reader, summary.id)]);
        return { ...summary, type, content, targetIds: wholeOf(targets) };
      }),
    ),
  );
  return { policies, unread };
}

/** A list of targets that is cut short would make an attachment look absent. */
function wholeOf({ items, cut }: ReadList<string>): Reading<readonly string[]> {
  return cut === null ? { status: "read", value: items } : { status: "unread", reason: cut };
}

function policiesOf(reader: OrganizationReader, type: string): Promise<ReadList<PolicySummary>> {
  const action = "organizations:ListPolicies";
  return readStoredList(reader.context, reader.pages, {
    list: `policies/${type}`,
    action,
    item: summaryShape,
    idOf: ({ id }) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(reader, action, (client, options) =>
        // AWS adds types faster than SDKs are updated: the name comes from its own list of enabled types.
        client.send(new ListPoliciesCommand({ Filter: type as AwsPolicyType, NextToken }), options),
      );
      const items = required(answer.Policies, action).map(({ Id, Name, AwsManaged }) => ({
        id: required(Id, action),
        name: Name ?? required(Id, action),
        awsManaged: AwsManaged ?? false,
      }));
      return { items, next: answer.NextToken };
    },
  });
}

function targetsOf(reader: OrganizationReader, policyId: string): Promise<ReadList<string>> {
  const action = "organizations:ListTargetsForPolicy";
  return readStoredList(reader.context, reader.pages, {
    list: `targets/${policyId}`,
    action,
    item: z.string(),
    idOf: (id) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(reader, action, (client, options) =>
        client.send(new ListTargetsForPolicyCommand({ PolicyId: policyId, NextToken }), options),
      );
      return {
        items: required(answer.Targets, action).map(({ TargetId }) => required(TargetId, action)),
        next: answer.NextToken,
      };
    },
  });
}

/** A policy's text, kept like a list of one page: at two calls a second it is the slowest part of a large organisation. */
async function contentOf(reader: OrganizationReader, policyId: string): Promise<Reading<string>> {
  const action = "organizations:DescribePolicy";
  const { items, cut } = await readStoredList(reader.context, reader.pages, {
    list: `content/${policyId}`,
    action,
    item: z.string(),
    idOf: () => policyId,
    fetch: async () => {
      const answer = await callOrganizations(reader, action, (client, options) =>
        client.send(new DescribePolicyCommand({ PolicyId: policyId }), options),
      );
      return { items: [required(answer.Policy?.Content, action)], next: undefined };
    },
  });
  const [content] = items;
  if (content !== undefined) return { status: "read", value: content };
  return { status: "unread", reason: cut ?? { code: "malformed-answer", action } };
}
