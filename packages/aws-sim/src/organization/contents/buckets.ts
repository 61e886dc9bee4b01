import type { PublicAccessBlockConfiguration } from "@aws-sdk/client-s3-control";
import { lettersAndDigits } from "../random.ts";
import { daysBefore } from "../settings.ts";
import type { Plot } from "./plot.ts";
import type { SimulatedBucket } from "./types.ts";

const purposes = ["assets", "uploads", "backups", "exports", "artifacts", "reports", "logs"] as const;

/** The account's public access block: null where nobody ever set one. */
export function plantPublicAccessBlock(plot: Plot): PublicAccessBlockConfiguration | null {
  const open = plot.mistake("public-access-block", 0.16);
  plot.plant("s3-account-public-access-blocked", "global", plot.rootArn, open ? "fail" : "pass");
  const draws = plot.random("public-access-block");
  if (open && draws.chance(0.6)) return null;
  return {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: !open,
    RestrictPublicBuckets: !(open && draws.chance(0.5)),
  };
}

export function plantBuckets(plot: Plot): readonly SimulatedBucket[] {
  const logs = plot.plan.kind === "log-archive";
  const count = logs ? 5 : plot.random("buckets").integer(1, plot.plan.kind === "production" ? 4 : 2);
  const buckets: SimulatedBucket[] = [];
  for (let index = 0; index < count; index++) {
    const draws = plot.random("bucket", index);
    const region = draws.chance(0.7) ? plot.settings.homeRegion : draws.pick(plot.settings.usedRegions);
    const purpose = purposes[index % purposes.length] ?? "assets";
    const stem = `${plot.settings.company}-${plot.plan.slug}`.slice(0, 40);
    const name = `${stem}-${purpose}-${draws.text(6, lettersAndDigits)}`;
    buckets.push({
      name,
      region,
      createdAt: daysBefore(plot.settings, draws.integer(5, 1400)),
      policy: plantTransport(plot, name, region),
      versioning: plantVersioning(plot, name, region),
    });
  }
  return buckets.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function plantVersioning(plot: Plot, name: string, region: string): SimulatedBucket["versioning"] {
  const missing = plot.mistake(`versioning ${name}`, 0.22);
  plot.plant("s3-bucket-versioning", region, `arn:aws:s3:::${name}`, missing ? "fail" : "pass");
  if (!missing) return "Enabled";
  return plot.random("versioning", name).chance(0.3) ? "Suspended" : null;
}

function plantTransport(plot: Plot, name: string, region: string): string | null {
  const arn = `arn:aws:s3:::${name}`;
  const open = plot.mistake(`transport ${name}`, 0.25);
  plot.plant("s3-bucket-tls-required", region, arn, open ? "fail" : "pass");
  const draws = plot.random("transport", name);
  const statements = open
    ? draws.pick([null, [], [objectsOnly(arn)], [oneRoleOnly(plot, arn)]])
    : draws.pick([
        [plainHttpDenied(arn)],
        [plainHttpDenied(arn), oldTlsDenied(arn)],
        [plainHttpDenied(arn), oneRoleOnly(plot, arn)],
      ]);
  if (statements === null) return null;
  return JSON.stringify({ Version: "2012-10-17", Statement: [organizationReads(plot, arn), ...statements] });
}

const organizationReads = (plot: Plot, arn: string) => ({
  Sid: "OrganizationReads",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${arn}/*`,
  Condition: { StringEquals: { "aws:PrincipalOrgID": plot.settings.organizationId } },
});

const plainHttpDenied = (arn: string) => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

const oldTlsDenied = (arn: string) => ({
  Sid: "NewTlsOnly",
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: ["s3:*"],
  Resource: [arn, `${arn}/*`],
  // Plain HTTP has no TLS version: alone, this would let it through.
  Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
});

const objectsOnly = (arn: string) => ({ ...plainHttpDenied(arn), Resource: `${arn}/*` });

const oneRoleOnly = (plot: Plot, arn: string) => ({
  ...plainHttpDenied(arn),
  Sid: "OneRole",
  Principal: { AWS: `arn:aws:iam::${plot.accountId}:role/${plot.plan.slug}-app` },
});
