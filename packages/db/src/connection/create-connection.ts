import { randomBytes } from "node:crypto";
import { readTenant } from "../tenant/read-tenant.ts";
import { typedText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Connection, connectionColumns, connectionOf, typedHour } from "./connection.ts";

/** 128 random bits, in characters that IAM takes for an external id. */
export function newExternalId(): string {
  return randomBytes(16).toString("base64url");
}

/** A draft. The external id is ours and new; `externalId` is only for a role that exists already, from the command line. */
export async function createConnection(
  tx: TenantTransaction,
  input: {
    readonly managementRoleArn?: string | null;
    readonly memberRoleName: string;
    readonly externalId?: string;
    readonly scheduleHour?: number | null;
    readonly regions?: readonly string[];
  },
): Promise<Connection> {
  const { id: tenantId } = await readTenant(tx);
  const arn = input.managementRoleArn ?? null;
  const data = {
    tenantId,
    managementRoleArn: arn === null ? null : typedText("managementRoleArn", arn, 2_048),
    memberRoleName: typedText("memberRoleName", input.memberRoleName, 64),
    externalId: typedText("externalId", input.externalId ?? newExternalId(), 1_224),
    scheduleHour: typedHour(input.scheduleHour ?? null),
    regions: (input.regions ?? []).map((region) => typedText("regions", region, 32)),
  };
  return connectionOf(await tx.connection.create({ data, select: connectionColumns }));
}
