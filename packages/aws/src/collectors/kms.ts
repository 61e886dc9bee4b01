import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  ListAliasesCommand,
  ListKeysCommand,
} from "@aws-sdk/client-kms";
import { type KmsKey, type Listing, type Reading, read } from "@sekinin/responsibility";
import { type CollectorContext, callIn, listingOf, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { kmsService } from "./services.ts";

/** The customer's keys of one Region. Those behind an `alias/aws/` name are AWS's, which rotates them: left out. */
export function collectKms(context: CollectorContext, region: string): Promise<Listing> {
  return listingOf("AWS::KMS::Key", region, "kms:ListKeys", async () => {
    const ids = await keyIds(context, region);
    // One call for the aliases is worth it only where it may save two.
    const managed = ids.length <= 2 ? new Set<string>() : await managedByAws(context, region);
    const keys = await Promise.all(ids.filter((id) => !managed.has(id)).map((id) => readKey(context, region, id)));
    return keys.filter(({ manager }) => manager !== "AWS");
  });
}

async function keyIds(context: CollectorContext, region: string): Promise<readonly string[]> {
  const action = "kms:ListKeys";
  const keys = await readPages(
    context,
    action,
    async (Marker) => {
      const answer = await callIn(context, kmsService, region, action, (client, options) =>
        client.send(new ListKeysCommand({ Limit: 1_000, Marker }), options),
      );
      return { items: answer.Keys, next: answer.Truncated === true ? required(answer.NextMarker, action) : undefined };
    },
    ({ KeyId }) => KeyId,
  );
  return keys.map(({ KeyId }) => required(KeyId, action));
}

/** Without the aliases every key is described: more calls, the same verdicts. */
async function managedByAws(context: CollectorContext, region: string): Promise<ReadonlySet<string>> {
  const action = "kms:ListAliases";
  const aliases = await readingOf(action, () =>
    readPages(
      context,
      action,
      async (Marker) => {
        const answer = await callIn(context, kmsService, region, action, (client, options) =>
          client.send(new ListAliasesCommand({ Limit: 100, Marker }), options),
        );
        const next = answer.Truncated === true ? required(answer.NextMarker, action) : undefined;
        return { items: answer.Aliases, next };
      },
      ({ AliasName }) => AliasName,
    ),
  );
  if (aliases.status === "unread") return new Set();
  // A customer's alias cannot begin with `alias/aws/`: AWS keeps the prefix for itself.
  const targets = aliases.value.flatMap(({ AliasName, TargetKeyId }) =>
    AliasName?.startsWith("alias/aws/") === true && TargetKeyId !== undefined ? [TargetKeyId] : [],
  );
  return new Set(targets);
}

async function readKey(context: CollectorContext, region: string, id: string): Promise<KmsKey> {
  const action = "kms:DescribeKey";
  const answer = await callIn(context, kmsService, region, action, (client, options) =>
    client.send(new DescribeKeyCommand({ KeyId: id }), options),
  );
  const key = required(answer.KeyMetadata, action);
  const fact: Omit<KmsKey, "rotation"> = {
    arn: required(key.Arn, action),
    region,
    keyId: required(key.KeyId, action),
    manager: required(key.KeyManager, action),
    spec: required(key.KeySpec ?? key.CustomerMasterKeySpec, action),
    usage: required(key.KeyUsage, action),
    origin: required(key.Origin, action),
    state: required(key.KeyState, action),
    isMultiRegionReplica: isReplica(key),
  };
  return { ...fact, rotation: rotates(fact) ? await rotationOf(context, region, fact.keyId) : read(null) };
}

function isReplica({ MultiRegion, MultiRegionConfiguration }: KeyMetadata): boolean {
  return MultiRegion === true && MultiRegionConfiguration?.MultiRegionKeyType === "REPLICA";
}

/** AWS rotates only symmetric keys of the customer's with material of its own, and a replica follows its primary. */
function rotates(key: Omit<KmsKey, "rotation">): boolean {
  return (
    key.manager === "CUSTOMER" &&
    key.spec === "SYMMETRIC_DEFAULT" &&
    key.usage === "ENCRYPT_DECRYPT" &&
    key.origin === "AWS_KMS" &&
    key.state === "Enabled" &&
    !key.isMultiRegionReplica
  );
}

function rotationOf(
  context: CollectorContext,
  region: string,
  keyId: string,
): Promise<Reading<{ readonly enabled: boolean; readonly periodDays: number | null }>> {
  const action = "kms:GetKeyRotationStatus";
  return readingOf(action, async () => {
    const answer = await callIn(context, kmsService, region, action, (client, options) =>
      client.send(new GetKeyRotationStatusCommand({ KeyId: keyId }), options),
    );
    return { enabled: required(answer.KeyRotationEnabled, action), periodDays: answer.RotationPeriodInDays ?? null };
  });
}
