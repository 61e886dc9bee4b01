import { Failure } from "@sekinin/config";
import { isUuid, typedText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Connection, type ConnectionState, connectionColumns, connectionOf, typedHour } from "./connection.ts";

export type ConnectionChanges = {
  readonly managementRoleArn?: string | null;
  readonly memberRoleName?: string;
  readonly organizationId?: string;
  readonly state?: ConnectionState;
  readonly regions?: readonly string[];
  readonly scheduleHour?: number | null;
  readonly nextCrawlAt?: Date | null;
};

/** Changes what is given; the external id never changes. Throws `not-found`. */
export async function updateConnection(
  tx: TenantTransaction,
  connectionId: string,
  changes: ConnectionChanges,
): Promise<Connection> {
  if (!isUuid(connectionId)) throw new Failure("not-found");
  const { managementRoleArn: arn, memberRoleName, organizationId, regions, scheduleHour: hour, ...rest } = changes;
  const data = {
    ...rest,
    ...(arn === undefined
      ? {}
      : { managementRoleArn: arn === null ? null : typedText("managementRoleArn", arn, 2_048) }),
    ...(memberRoleName === undefined ? {} : { memberRoleName: typedText("memberRoleName", memberRoleName, 64) }),
    ...(organizationId === undefined ? {} : { organizationId: typedText("organizationId", organizationId, 34) }),
    ...(hour === undefined ? {} : { scheduleHour: typedHour(hour) }),
    ...(regions === undefined ? {} : { regions: regions.map((region) => typedText("regions", region, 32)) }),
  };
  const [row] = await tx.connection.updateManyAndReturn({
    where: { id: connectionId },
    data,
    select: connectionColumns,
  });
  if (row === undefined) throw new Failure("not-found");
  return connectionOf(row);
}
