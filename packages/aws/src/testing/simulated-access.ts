import {
  createOrganization,
  type OrganizationOptions,
  type SimulatedOrganization,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@sekinin/aws-sim";
import { type AwsAccess, type AwsAccessOptions, type AwsCallReport, createAwsAccess } from "../session/aws-access.ts";
import type { SessionRequest } from "../session/open-session.ts";

export const simulatedRoles = {
  managementRoleName: "SekininManagementRead",
  memberRoleName: "SekininRead",
  externalId: "external-id-of-the-test",
};

/** Short enough for tests that wait for a deadline or for attempts to run out. */
const shortLimits = { callMs: 400, pauseMs: 1, longestPauseMs: 5 };

export type SimulatedAccess = {
  readonly simulator: Simulator;
  readonly organization: SimulatedOrganization;
  readonly access: AwsAccess;
  /** Every attempt at a call, in its order. */
  readonly reports: AwsCallReport[];
  readonly managementId: string;
  /** An active member account. */
  readonly memberId: string;
  /** What a session in a member account is opened with. */
  request(changes?: Partial<SessionRequest>): SessionRequest;
  close(): Promise<void>;
};

/** A simulator with one small organisation, and the way to it that the product takes. */
export async function simulatedAccess(
  options: {
    readonly organization?: Partial<OrganizationOptions>;
    readonly simulator?: Partial<SimulatorOptions>;
    readonly access?: Partial<AwsAccessOptions>;
  } = {},
): Promise<SimulatedAccess> {
  const organization = createOrganization({ seed: 3, accounts: 12, roles: simulatedRoles, ...options.organization });
  const simulator = await startSimulator({ organizations: [organization], throttle: "off", ...options.simulator });
  const reports: AwsCallReport[] = [];
  const { limits, ...others } = options.access ?? {};
  const access = createAwsAccess({
    endpointUrl: simulator.endpointUrl,
    region: "eu-west-1",
    onCall: (report) => reports.push(report),
    limits: { ...shortLimits, ...limits },
    ...others,
  });
  const { managementAccountId: managementId } = organization;
  const isMember = (id: string) => id !== managementId && organization.account(id)?.state === "ACTIVE";
  const memberId = [...organization.accountIds()].find(isMember);
  if (memberId === undefined) throw new Error("the organisation has no active member");
  return {
    simulator,
    organization,
    access,
    reports,
    managementId,
    memberId,
    request: (changes = {}) => ({
      roleArn: `arn:aws:iam::${changes.expectedAccountId ?? memberId}:role/${simulatedRoles.memberRoleName}`,
      externalId: simulatedRoles.externalId,
      sessionName: "sekinin-test",
      expectedAccountId: memberId,
      actions: ["ec2:DescribeVpcs", "ec2:DescribeSubnets", "rds:DescribeDBInstances"],
      ...changes,
    }),
    async close() {
      await access.close();
      await simulator.close();
    },
  };
}
