import type { OrganizationPolicy, OrganizationReading } from "../../organization.ts";
import { read } from "../../reading.ts";
import { organizationWith } from "../../testing/organization.ts";
import { loadUniverse } from "../../universe/load-universe.ts";
import { compileOrganization, rcpType, scpType } from "../compile-organization.ts";
import { evaluateOrganizationRequest, type RequestDecision } from "../evaluate-organization-request.ts";
import type { OrganizationRequest } from "../organization-request.ts";

/** A member below an OU, one right below the root, and the management account. */
export const member = "111111111111";
export const second = "333333333333";
export const management = "222222222222";
export const foreign = "999999999999";

/** A statement that denies everything, or what `part` says. */
export function deny(part: object = {}): object {
  return { Effect: "Deny", Action: "*", Resource: "*", ...part };
}

/** The same for an RCP, on S3. */
export function denyResource(part: object = {}): object {
  return { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...part };
}

export const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };

export type RuleCase = {
  /** `W4`: the fourth of "What most people get wrong"; `11`: the row of "Rules checked". */
  readonly rule: string;
  readonly page: string;
  readonly given: string;
  /** Statements of an SCP (or a whole document) by the node that attaches it. */
  readonly scps?: Readonly<Record<string, readonly object[] | object>>;
  readonly rcps?: Readonly<Record<string, readonly object[] | object>>;
  /** Nodes without FullAWSAccess. */
  readonly bare?: readonly string[];
  readonly organization?: (reading: OrganizationReading) => OrganizationReading;
  readonly request?: Partial<OrganizationRequest>;
  readonly expected: RequestDecision["decision"];
  /** Policies that decide, each with the node that attaches it: `p-scp-r-1 r-1`. */
  readonly by?: readonly string[];
};

const nodes = ["r-1", "ou-a", member, second];
const now = "2026-10-01T00:00:00Z";

export function decide({ scps = {}, rcps = {}, bare = [], organization, request }: RuleCase): RequestDecision {
  const full = policyOf(
    "FullAWSAccess",
    scpType,
    [allowAll],
    nodes.filter((id) => !bare.includes(id)),
  );
  const policies = [
    { ...full, awsManaged: true },
    ...Object.entries(scps).map(([node, content]) => policyOf(`scp-${node}`, scpType, content, [node])),
    ...Object.entries(rcps).map(([node, content]) => policyOf(`rcp-${node}`, rcpType, content, [node])),
  ];
  const small = organizationWith({
    units: { "ou-a": "r-1" },
    accounts: { [member]: "ou-a", [second]: "r-1" },
    policies,
  });
  const policyTypes = [scpType, rcpType].map((type) => ({ type, status: "ENABLED" }));
  const reading = { ...small, root: { ...small.root, policyTypes } };
  const compiled = compileOrganization(organization?.(reading) ?? reading, { universe: loadUniverse() });
  const asked: OrganizationRequest = {
    account: member,
    principal: `arn:aws:iam::${member}:role/dev`,
    action: "s3:PutObject",
    resources: ["arn:aws:s3:::logs/x"],
    context: {},
    ...request,
  };
  return evaluateOrganizationRequest(compiled, asked, now);
}

function policyOf(
  name: string,
  type: string,
  content: readonly object[] | object,
  targetIds: readonly string[],
): OrganizationPolicy {
  const document = Array.isArray(content) ? { Version: "2012-10-17", Statement: content } : content;
  return {
    id: `p-${name}`,
    name,
    type,
    awsManaged: false,
    content: read(JSON.stringify(document)),
    targetIds: read(targetIds),
  };
}
