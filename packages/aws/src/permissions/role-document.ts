import { type RoleKind, requiredActions } from "./collector-actions.ts";
import { deniedReads } from "./denied-reads.ts";
import { isRoleName, parseRoleArn } from "./role-arn.ts";

/** Whom a customer's role trusts, and with which external id. */
export type Trust = {
  /** ARN of the installation's role that calls AssumeRole. */
  readonly principalArn: string;
  readonly externalId: string;
};

export type RoleStatement = {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[] | string;
  readonly Resource?: "*";
  readonly Principal?: { readonly AWS: string };
  readonly Condition?: { readonly StringEquals: { readonly "sts:ExternalId": string } };
};
export type RolePolicy = { readonly Version: "2012-10-17"; readonly Statement: readonly RoleStatement[] };
export type RoleDocument = {
  readonly role: RoleKind;
  readonly roleName: string;
  readonly trustPolicy: RolePolicy;
  readonly permissionsPolicy: RolePolicy;
};

export const defaultRoleNames: Readonly<Record<RoleKind, string>> = {
  management: "SekininManagementRead",
  member: "SekininRead",
};

const externalId = /^[A-Za-z0-9+=,.@:/_-]{2,1224}$/;

/** IAM's grammar of an external id, which has no white space. */
export function isExternalId(text: string): boolean {
  return externalId.test(text);
}

/**
 * The read-only role as two policies: who may assume it, and exactly the actions that the crawl calls, with reads of
 * data denied. Throws RangeError where the trust or the name is nothing that IAM takes.
 */
export function roleDocument(role: RoleKind, trust: Trust, roleName: string = defaultRoleNames[role]): RoleDocument {
  checkTrust(trust);
  if (!isRoleName(roleName)) throw new RangeError("not a role name");
  return { role, roleName, trustPolicy: trustPolicy(trust), permissionsPolicy: permissionsPolicy(role) };
}

/** Throws RangeError unless the principal is a role or an account's root and the external id is one. */
export function checkTrust({ principalArn, externalId: id }: Trust): void {
  const isRoot = /^arn:aws(?:-cn|-us-gov)?:iam::\d{12}:root$/.test(principalArn);
  if (!isRoot && !parseRoleArn(principalArn).ok) throw new RangeError("the principal is not the ARN of a role");
  if (!isExternalId(id)) throw new RangeError("not an external id");
}

function trustPolicy({ principalArn, externalId: id }: Trust): RolePolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SekininWithExternalId",
        Effect: "Allow",
        Principal: { AWS: principalArn },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": id } },
      },
    ],
  };
}

/** The role's permissions: what it is for, and what it never reads. */
export function permissionsPolicy(role: RoleKind): RolePolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "ReadSettings", Effect: "Allow", Action: requiredActions(role), Resource: "*" },
      { Sid: "NeverReadData", Effect: "Deny", Action: [...deniedReads], Resource: "*" },
    ],
  };
}
