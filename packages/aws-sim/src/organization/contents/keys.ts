import type { AliasListEntry, KeyMetadata } from "@aws-sdk/client-kms";
import { daysBefore } from "../settings.ts";
import type { Plot } from "./plot.ts";
import type { SimulatedKey } from "./types.ts";

export type KeyContents = { readonly keys: readonly SimulatedKey[]; readonly aliases: readonly AliasListEntry[] };

type KeyShape = {
  readonly alias: string | null;
  readonly manager?: "AWS";
  /** What differs from an enabled symmetric customer key. */
  readonly differs?: Partial<KeyMetadata>;
};

/** KMS keys of one Region. `used` Regions have AWS managed keys and, some of them, keys of the customer's. */
export function plantKeys(plot: Plot, region: string, used: boolean): KeyContents {
  if (!used) return { keys: [], aliases: [] };
  const draws = plot.random("keys", region);
  const shapes: KeyShape[] = [];
  if (draws.chance(0.6)) shapes.push({ alias: "alias/aws/ebs", manager: "AWS" });
  if (draws.chance(0.5)) shapes.push({ alias: `alias/${plot.plan.slug}-data` });
  if (draws.chance(0.1)) shapes.push({ alias: "alias/aws-migration" });
  if (draws.chance(0.08)) shapes.push({ alias: null });
  if (draws.chance(0.12)) shapes.push({ alias: "alias/signing", differs: draws.pick([...otherKeys(plot)]) });
  const made = shapes.map((shape, index) => ({ shape, key: plantKey(plot, region, shape, index) }));
  return {
    keys: made.map(({ key }) => key),
    aliases:
      made.length === 0
        ? []
        : [...made.flatMap(({ shape, key }) => aliasOf(plot, region, shape, key)), unusedAlias(plot, region)],
  };
}

/** Keys that cannot rotate, or need not: none of them is judged. */
function otherKeys(plot: Plot): readonly [Partial<KeyMetadata>, ...Partial<KeyMetadata>[]] {
  const primary = { Arn: `arn:aws:kms:us-east-2:${plot.accountId}:key/mrk-0`, Region: "us-east-2" };
  return [
    {
      KeySpec: "RSA_2048",
      CustomerMasterKeySpec: "RSA_2048",
      KeyUsage: "SIGN_VERIFY",
      SigningAlgorithms: ["RSASSA_PSS_SHA_256"],
    },
    { KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC", MacAlgorithms: ["HMAC_SHA_256"] },
    { Origin: "EXTERNAL", ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE" },
    {
      MultiRegion: true,
      MultiRegionConfiguration: { MultiRegionKeyType: "REPLICA", PrimaryKey: primary, ReplicaKeys: [] },
    },
    { KeyState: "PendingDeletion", Enabled: false, DeletionDate: daysBefore(plot.settings, -20) },
    { KeyState: "Disabled", Enabled: false },
  ];
}

function plantKey(plot: Plot, region: string, shape: KeyShape, index: number): SimulatedKey {
  const draws = plot.random("key", region, index);
  const id = shape.differs?.MultiRegion === true ? `mrk-${draws.text(32)}` : uuid(draws.text(32));
  const arn = `arn:aws:kms:${region}:${plot.accountId}:key/${id}`;
  const metadata: KeyMetadata = {
    AWSAccountId: plot.accountId,
    KeyId: id,
    Arn: arn,
    CreationDate: daysBefore(plot.settings, draws.integer(10, 1200)),
    Enabled: true,
    Description: plot.named(shape.alias ?? "made by hand", "json"),
    KeyUsage: "ENCRYPT_DECRYPT",
    KeyState: "Enabled",
    Origin: "AWS_KMS",
    KeyManager: shape.manager ?? "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    MultiRegion: false,
    ...shape.differs,
  };
  // The crawler need not look at keys that AWS manages: nothing is planted for them.
  if (shape.manager === "AWS") return { metadata, rotation: { enabled: true, periodDays: 365 } };
  if (shape.differs !== undefined) {
    plot.plant("kms-key-rotation", region, arn, "not-applicable");
    return { metadata, rotation: null };
  }
  const wrong = plot.mistake(`rotation ${arn}`, 0.2);
  plot.plant("kms-key-rotation", region, arn, wrong ? "fail" : "pass");
  return { metadata, rotation: rotationOf(wrong, draws.next()) };
}

function rotationOf(wrong: boolean, draw: number): SimulatedKey["rotation"] {
  if (!wrong) return { enabled: true, periodDays: draw < 0.2 ? 90 : 365 };
  return draw < 0.3 ? { enabled: true, periodDays: 730 } : { enabled: false, periodDays: 365 };
}

function aliasOf(plot: Plot, region: string, { alias }: KeyShape, key: SimulatedKey): readonly AliasListEntry[] {
  if (alias === null) return [];
  const AliasArn = `arn:aws:kms:${region}:${plot.accountId}:${alias}`;
  return [{ AliasName: alias, AliasArn, TargetKeyId: key.metadata.KeyId, CreationDate: key.metadata.CreationDate }];
}

/** AWS lists the names of its managed keys before they exist: without a target. */
function unusedAlias(plot: Plot, region: string): AliasListEntry {
  return { AliasName: "alias/aws/dynamodb", AliasArn: `arn:aws:kms:${region}:${plot.accountId}:alias/aws/dynamodb` };
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
