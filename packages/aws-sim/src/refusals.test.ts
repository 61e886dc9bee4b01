import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOrganization } from "./organization/create-organization.ts";
import { startSimulator } from "./server.ts";
import { assume, clientConfig, errorOf, installationCredentials, namedHost } from "./testing/sdk.ts";
import type { FaultEffect } from "./wire/faults/fault.ts";
import { loadClient, type ServiceKey } from "./wire/service/clients.ts";
import type { Simulator } from "./wire/simulator.ts";

/** One call of each service; the codes that AWS's pages give for it, as the SDK names them. */
type Row = {
  service: ServiceKey;
  operation: string;
  input?: Record<string, unknown>;
  /** Where the service has one endpoint for all Regions, a disabled one does not matter. */
  global?: true;
  denied: string;
  expired: string;
  unknown: string;
  throttled: string;
  failed: string;
};
const query = {
  denied: "AccessDenied",
  expired: "ExpiredToken",
  unknown: "InvalidClientTokenId",
  throttled: "Throttling",
  failed: "InternalFailure",
};
const json = {
  denied: "AccessDeniedException",
  expired: "ExpiredTokenException",
  unknown: "UnrecognizedClientException",
  throttled: "ThrottlingException",
  failed: "InternalFailure",
};
const s3 = {
  denied: "AccessDenied",
  expired: "ExpiredToken",
  unknown: "InvalidAccessKeyId",
  throttled: "SlowDown",
  failed: "InternalError",
};
const throttled = "TooManyRequestsException";

const rows: Row[] = [
  {
    service: "organizations",
    operation: "DescribeOrganization",
    global: true,
    ...json,
    throttled,
    failed: "ServiceException",
  },
  { service: "account", operation: "ListRegions", global: true, ...json, throttled },
  {
    service: "ec2",
    operation: "DescribeVpcs",
    denied: "UnauthorizedOperation",
    expired: "RequestExpired",
    unknown: "AuthFailure",
    throttled: "RequestLimitExceeded",
    failed: "InternalError",
  },
  { service: "s3", operation: "ListBuckets", ...s3 },
  { service: "s3control", operation: "GetPublicAccessBlock", ...s3 },
  { service: "rds", operation: "DescribeDBInstances", ...query },
  { service: "lambda", operation: "ListFunctions", ...json, throttled, failed: "ServiceException" },
  { service: "iam", operation: "GetAccountSummary", global: true, ...query, failed: "ServiceFailureException" },
  { service: "cloudtrail", operation: "DescribeTrails", ...json },
  { service: "config", operation: "DescribeConfigurationRecorders", ...json },
  { service: "guardduty", operation: "ListDetectors", ...json },
  { service: "kms", operation: "ListKeys", ...json, failed: "KMSInternalException" },
  { service: "backup", operation: "ListBackupPlans", ...json },
];

const roles = { managementRoleName: "Management", memberRoleName: "Reader", externalId: "external-id-of-the-test" };
const organization = createOrganization({ seed: 11, accounts: 5, roles });
const accountId = organization.managementAccountId;
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ organizations: [organization], throttle: "off" });
});
afterAll(() => simulator.close());

type Credentials = typeof installationCredentials;

async function send({ service, operation, input }: Row, credentials: Credentials, region = organization.homeRegion) {
  const { Client, exports } = await loadClient[service]();
  const Command = exports[`${operation}Command`] as new (input: object) => object;
  const OpenClient = Client as unknown as new (config: object) => { send(command: object): Promise<unknown> };
  const config = clientConfig(simulator.endpointUrl, credentials, region);
  const endpoint = service === "s3control" ? namedHost(config.endpoint) : config.endpoint;
  const given = service === "s3control" ? { AccountId: accountId } : (input ?? {});
  return new OpenClient({ ...config, endpoint }).send(new Command(given));
}

const session = (policy?: unknown) => assume(simulator.endpointUrl, { accountId, role: "Management", policy });

async function faulted(row: Row, effect: FaultEffect): Promise<string> {
  const credentials = await session();
  simulator.setFaults({ rules: [{ effect, service: row.service }] });
  const { name } = await errorOf(send(row, credentials));
  simulator.setFaults({ rules: [] });
  return name;
}

describe.each(rows)("$service", (row) => {
  test("answers a session of the role: the positive control of all below", async () => {
    const answer = await send(row, await session()).then(
      () => "answered",
      ({ name }: Error) => name,
    );
    // An account without the setting has its own error, which is an answer too.
    expect(["answered", "NoSuchPublicAccessBlockConfiguration"]).toContain(answer);
  });

  test("denies in its own code: a fault, the installation, and a policy of other actions", async () => {
    const other = { Statement: { Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" } };
    expect([
      await faulted(row, { kind: "deny" }),
      (await errorOf(send(row, installationCredentials))).name,
      (await errorOf(send(row, await session(other)))).name,
    ]).toEqual([row.denied, row.denied, row.denied]);
  });

  test("knows expired from unknown credentials", async () => {
    expect(await faulted(row, { kind: "expire-credentials" })).toBe(row.expired);
    const forged = { ...(await session()), sessionToken: "forged" };
    expect((await errorOf(send(row, forged))).name).toBe(row.unknown);
  });

  test("throttles and fails in its own code, and the SDK would try again", async () => {
    expect(await faulted(row, { kind: "throttle" })).toBe(row.throttled);
    expect(await faulted(row, { kind: "status", status: 500 })).toBe(row.failed);
  });

  test("refuses a Region that is not enabled, unless it is global", async () => {
    const disabled = "me-south-1";
    expect(organization.account(accountId)?.enabledRegions.has(disabled)).toBe(false);
    const answer = await send(row, await session(), disabled).then(
      () => "answered",
      ({ name }: Error) => name,
    );
    const refused = row.service.startsWith("s3") ? "InvalidToken" : row.unknown;
    expect(answer).toBe(row.global ? "answered" : refused);
  });
});

test("every service but STS is among the rows", () => {
  expect(rows.map(({ service }) => service).sort()).toEqual(
    Object.keys(loadClient)
      .filter((each) => each !== "sts")
      .sort(),
  );
});
