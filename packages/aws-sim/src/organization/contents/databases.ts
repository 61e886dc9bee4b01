import type { DBInstance } from "@aws-sdk/client-rds";
import type { Random } from "../random.ts";
import { daysBefore } from "../settings.ts";
import type { PlantedKind, Plot } from "./plot.ts";

type DatabaseShape = {
  readonly identifier: string;
  readonly engine: string;
  readonly cluster?: string;
  readonly status: "available" | "deleting" | "stopped";
};

/** RDS instances of one Region: single ones, Aurora members, one being deleted, now and then RDS Custom. */
export function plantDatabases(plot: Plot, region: string, count: number): readonly DBInstance[] {
  const draws = plot.random("databases", region);
  const shapes: DatabaseShape[] = [];
  for (let index = 0; index < count; index++) {
    const stem = `${plot.plan.slug}-db${index + 1}`.slice(0, 50);
    if (draws.chance(0.35)) {
      const engine = draws.pick(["aurora-postgresql", "aurora-mysql"]);
      for (const member of ["a", "b"])
        shapes.push({ identifier: `${stem}-${member}`, engine, cluster: stem, status: "available" });
    } else {
      shapes.push({
        identifier: stem,
        engine: draws.pick(["postgres", "mysql", "mariadb", "sqlserver-se"]),
        status: draws.chance(0.1) ? "stopped" : "available",
      });
    }
  }
  // Something is deleted only beside something that stays: what AWS Backup could protect is never in doubt.
  if (count > 0 && draws.chance(0.2))
    shapes.push({ identifier: `${plot.plan.slug}-old`, engine: "mysql", status: "deleting" });
  if (count > 0 && draws.chance(0.06))
    shapes.push({ identifier: `${plot.plan.slug}-erp`, engine: "custom-oracle-ee", status: "available" });
  return shapes.map((shape) => database(plot, region, shape));
}

function database(plot: Plot, region: string, shape: DatabaseShape): DBInstance {
  const arn = `arn:aws:rds:${region}:${plot.accountId}:db:${shape.identifier}`;
  const deleting = shape.status === "deleting";
  const judge = (controlId: string, key: string, rate: number, applies: boolean): boolean => {
    // Members of a cluster share what the cluster decides.
    const wrong = plot.mistake(
      `${key} ${region} ${key === "encryption" ? (shape.cluster ?? shape.identifier) : shape.identifier}`,
      rate,
    );
    const verdict: PlantedKind = applies ? (wrong ? "fail" : "pass") : "not-applicable";
    plot.plant(controlId, region, arn, verdict);
    return wrong;
  };
  const plain = judge("rds-instance-storage-encrypted", "encryption", 0.14, !deleting);
  const open = judge("rds-instance-not-public", "public", 0.1, !deleting);
  const manual = judge("rds-instance-minor-upgrade", "upgrade", 0.2, !deleting && !shape.engine.startsWith("custom-"));
  return {
    ...details(plot, region, shape, plot.random("database", region, shape.identifier)),
    DBInstanceArn: arn,
    StorageEncrypted: !plain,
    ...(plain ? {} : { KmsKeyId: `arn:aws:kms:${region}:${plot.accountId}:alias/aws/rds` }),
    PubliclyAccessible: open,
    AutoMinorVersionUpgrade: !manual,
  };
}

function details(plot: Plot, region: string, shape: DatabaseShape, draws: Random): DBInstance {
  return {
    DBInstanceIdentifier: shape.identifier,
    DBInstanceClass: draws.pick(["db.t4g.medium", "db.r6g.large", "db.m6i.xlarge"]),
    DBInstanceStatus: shape.status,
    DbiResourceId: `db-${draws.text(26, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`,
    Engine: shape.engine,
    EngineVersion: shape.engine.includes("postgres") ? "16.8" : "8.0.41",
    ...(shape.cluster === undefined ? {} : { DBClusterIdentifier: shape.cluster }),
    AllocatedStorage: draws.integer(2, 50) * 10,
    AvailabilityZone: `${region}${draws.pick(["a", "b"])}`,
    MultiAZ: draws.chance(0.5),
    BackupRetentionPeriod: draws.integer(1, 14),
    InstanceCreateTime: daysBefore(plot.settings, draws.integer(10, 1200)),
    MasterUsername: "admin",
    VpcSecurityGroups: [],
    TagList: [{ Key: "owner", Value: plot.named(`${plot.plan.slug} team`, "xml") }],
  };
}
