import { EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type AwsAccess, createAwsAccess, defaultCallLimits } from "./aws-access.ts";
import { clientConfig } from "./client-config.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const ownKeyOf = async ({ ownSts }: AwsAccess) => (await ownSts.config.credentials()).accessKeyId;

describe("createAwsAccess", () => {
  test.each(["ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1:4566", "", "javascript:1"])(
    "throws RangeError for the endpoint %j",
    (endpointUrl) => {
      expect(() => createAwsAccess({ endpointUrl, region: "eu-west-1" })).toThrow(RangeError);
    },
  );

  test("makes up a key for a simulator on this machine alone", async () => {
    const simulated = createAwsAccess({ endpointUrl: "http://127.0.0.1:4566", region: "eu-west-1" });
    const elsewhere = createAwsAccess({ endpointUrl: "https://proxy.example.com", region: "eu-west-1" });
    const real = createAwsAccess({ region: "eu-west-1" });
    expect([simulated.isLoopback, elsewhere.isLoopback, real.isLoopback]).toEqual([true, false, false]);
    // Elsewhere the SDK's default chain is asked, of which the environment is the first link.
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "of the environment");
    const keys = await Promise.all([simulated, elsewhere, real].map(ownKeyOf));
    expect(keys).toEqual(["AKIAINSTALLATION", "AKIAENVIRONMENT", "AKIAENVIRONMENT"]);
    expect([elsewhere.endpointUrl, real.endpointUrl]).toEqual(["https://proxy.example.com", null]);
    await Promise.all([simulated, elsewhere, real].map((access) => access.close()));
  });

  test("takes the given credentials and limits over its own", async () => {
    const credentials = { accessKeyId: "AKIAGIVEN", secretAccessKey: "given" };
    const endpointUrl = "http://localhost:4566";
    const access = createAwsAccess({ endpointUrl, region: "eu-west-1", credentials, limits: { callMs: 5 } });
    expect(await ownKeyOf(access)).toBe("AKIAGIVEN");
    expect(access.limits).toEqual({ ...defaultCallLimits, callMs: 5 });
    await access.close();
  });

  test("bounds every call from the start", () => {
    for (const [name, value] of Object.entries(defaultCallLimits)) expect([name, value > 0]).toEqual([name, true]);
    expect(defaultCallLimits.inFlightPerAccount).toBeLessThanOrEqual(defaultCallLimits.inFlight);
  });
});

describe("clientConfig", () => {
  test("leaves attempts to us, and the endpoint and the key to AWS where there are none of ours", async () => {
    const access = createAwsAccess({ region: "eu-west-1" });
    expect(clientConfig(access, "us-east-1", null)).toEqual({
      ...access.sdk,
      region: "us-east-1",
      maxAttempts: 1,
      requestHandler: access.handler,
      userAgentAppId: "sekinin",
    });
    await access.close();
  });

  test("names the endpoint and the key where there are", async () => {
    const access = createAwsAccess({ endpointUrl: "http://127.0.0.1:4566", region: "eu-west-1" });
    const own = async () => ({ accessKeyId: "a", secretAccessKey: "b" });
    expect(clientConfig(access, "us-east-1", own)).toMatchObject({
      endpoint: "http://127.0.0.1:4566",
      credentials: own,
    });
    await access.close();
  });
});

describe("what the SDK finds in the environment", () => {
  test.each([
    { given: "nothing", value: undefined, region: "us-east-1", fips: false },
    { given: "FIPS endpoints wanted", value: "true", region: "us-east-1", fips: true },
    { given: "FIPS endpoints refused", value: "false", region: "us-east-1", fips: false },
    { given: "nothing, but a Region of FIPS alone", value: undefined, region: "fips-us-gov-west-1", fips: true },
  ])("reaches every client: $given, $region", async ({ value, region, fips }) => {
    vi.stubEnv("AWS_USE_FIPS_ENDPOINT", value);
    const access = createAwsAccess({ region: "eu-west-1" });
    const client = new EC2Client(clientConfig(access, region, null));
    expect(await client.config.useFipsEndpoint()).toBe(fips);
    client.destroy();
    await access.close();
  });

  test("is searched once for all clients of a process", async () => {
    const access = createAwsAccess({ region: "eu-west-1" });
    const fipsOf = () => new EC2Client(clientConfig(access, "us-east-1", null)).config.useFipsEndpoint();
    expect(await fipsOf()).toBe(false);
    vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "true");
    expect(await fipsOf()).toBe(false);
    await access.close();
  });
});
