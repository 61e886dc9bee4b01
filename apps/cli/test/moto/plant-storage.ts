import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { CreateBucketCommand, PutBucketPolicyCommand, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import type { Access } from "./organization.ts";
import type { PlantedVerdicts } from "./planted.ts";

function denyPlainHttp(bucket: string, resources: readonly string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: resources.map((suffix) => `arn:aws:s3:::${bucket}${suffix}`),
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

/** Four buckets: all right, versioning suspended, TLS on objects only, nothing. */
export async function plantBuckets(planted: PlantedVerdicts, access: Access): Promise<void> {
  const client = new S3Client({ ...access, forcePathStyle: true });
  const cases = [
    { name: "sound", policy: ["", "/*"], versioning: "Enabled", tls: "pass", versioned: "pass" },
    { name: "suspended", policy: ["", "/*"], versioning: "Suspended", tls: "pass", versioned: "fail" },
    { name: "objects-only", policy: ["/*"], versioning: "Enabled", tls: "fail", versioned: "pass" },
    { name: "bare", policy: null, versioning: null, tls: "fail", versioned: "fail" },
  ] as const;
  for (const { name, policy, versioning, tls, versioned } of cases) {
    const bucket = `${name}-${planted.account}`;
    await client.send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
    );
    if (policy !== null)
      await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: denyPlainHttp(bucket, policy) }));
    if (versioning !== null)
      await client.send(
        new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: versioning } }),
      );
    planted.add("s3-bucket-tls-required", access.region, `arn:aws:s3:::${bucket}`, tls);
    planted.add("s3-bucket-versioning", access.region, `arn:aws:s3:::${bucket}`, versioned);
  }
}

/** Two databases: one sound, one open, unencrypted and never upgraded. Their Region then has something to back up. */
export async function plantDatabases(planted: PlantedVerdicts, access: Access): Promise<void> {
  const client = new RDSClient(access);
  for (const isSound of [true, false]) {
    const identifier = isSound ? "ledger" : "legacy";
    const { DBInstance: made } = await client.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: identifier,
        DBInstanceClass: "db.t3.micro",
        Engine: "postgres",
        AllocatedStorage: 20,
        MasterUsername: "admin1",
        MasterUserPassword: "not-a-secret-1",
        StorageEncrypted: isSound,
        PubliclyAccessible: !isSound,
        AutoMinorVersionUpgrade: isSound,
      }),
    );
    const arn = made?.DBInstanceArn ?? "";
    const verdict = isSound ? "pass" : "fail";
    for (const control of ["rds-instance-storage-encrypted", "rds-instance-not-public", "rds-instance-minor-upgrade"]) {
      planted.add(control, access.region, arn, verdict);
    }
  }
  planted.add("backup-plan-exists", access.region, planted.root, "fail");
}

/** A key that rotates, one that does not, and one to which rotation does not apply. */
export async function plantKeys(planted: PlantedVerdicts, access: Access): Promise<void> {
  const client = new KMSClient(access);
  const make = async (spec: "SYMMETRIC_DEFAULT" | "RSA_2048") => {
    const { KeyMetadata: made } = await client.send(
      new CreateKeyCommand({ KeySpec: spec, KeyUsage: spec === "RSA_2048" ? "SIGN_VERIFY" : "ENCRYPT_DECRYPT" }),
    );
    return { id: made?.KeyId ?? "", arn: made?.Arn ?? "" };
  };
  const rotating = await make("SYMMETRIC_DEFAULT");
  await client.send(new EnableKeyRotationCommand({ KeyId: rotating.id }));
  planted.add("kms-key-rotation", access.region, rotating.arn, "pass");
  planted.add("kms-key-rotation", access.region, (await make("SYMMETRIC_DEFAULT")).arn, "fail");
  planted.add("kms-key-rotation", access.region, (await make("RSA_2048")).arn, "not-applicable");
}
