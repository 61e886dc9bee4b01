import type {
  DescribeKeyResponse,
  GetKeyRotationStatusResponse,
  ListAliasesResponse,
  ListKeysResponse,
} from "@aws-sdk/client-kms";
import type { SimulatedKey } from "../organization/contents/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { type Context, contentsHere, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

type Input = Record<string, unknown>;

export const kms: ServiceHandlers = {
  ListKeys: (context, input) => {
    const { items, nextToken } = paginate({
      operation: "kms:ListKeys",
      owner: ownerOf(context),
      items: contentsHere(context).keys,
      token: input.Marker,
      limit: input.Limit,
    });
    return {
      Keys: items.map(({ metadata }) => ({ KeyId: metadata.KeyId, KeyArn: metadata.Arn })),
      NextMarker: nextToken,
      Truncated: nextToken !== undefined,
    } satisfies ListKeysResponse;
  },
  ListAliases: (context, input) => {
    const keyId = textIn(input, "KeyId");
    const wanted = keyId === undefined ? undefined : keyNamed(context, keyId).metadata.KeyId;
    const { items, nextToken } = paginate({
      operation: "kms:ListAliases",
      owner: ownerOf(context, wanted),
      items: contentsHere(context).aliases.filter(({ TargetKeyId }) => wanted === undefined || TargetKeyId === wanted),
      token: input.Marker,
      limit: input.Limit,
    });
    return { Aliases: items, NextMarker: nextToken, Truncated: nextToken !== undefined } satisfies ListAliasesResponse;
  },
  DescribeKey: (context, input) =>
    ({ KeyMetadata: keyNamed(context, textIn(input, "KeyId") ?? "").metadata }) satisfies DescribeKeyResponse,
  GetKeyRotationStatus: (context, input: Input) => {
    const { metadata, rotation } = keyNamed(context, textIn(input, "KeyId") ?? "");
    if (metadata.KeyState === "PendingDeletion") {
      throw new SimulatedError("KMSInvalidStateException", 400, `${metadata.Arn ?? ""} is pending deletion.`);
    }
    // Keys that cannot rotate have no status to ask for.
    if (rotation === null && metadata.KeySpec !== "SYMMETRIC_DEFAULT") {
      throw new SimulatedError("UnsupportedOperationException", 400, "The key's spec does not support rotation.");
    }
    return {
      KeyId: metadata.KeyId,
      KeyRotationEnabled: rotation?.enabled ?? false,
      ...(rotation?.enabled === true ? { RotationPeriodInDays: rotation.periodDays } : {}),
    } satisfies GetKeyRotationStatusResponse;
  },
};

/** By id, ARN, alias or the alias' ARN. */
function keyNamed(context: Context, asked: string): SimulatedKey {
  const { keys, aliases } = contentsHere(context);
  const alias = aliases.find(({ AliasName, AliasArn }) => AliasName === asked || AliasArn === asked);
  const id = alias?.TargetKeyId ?? asked;
  const found = keys.find(({ metadata }) => metadata.KeyId === id || metadata.Arn === id);
  if (found !== undefined) return found;
  throw new SimulatedError("NotFoundException", 400, `Key '${asked}' does not exist`);
}
