import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Connection, connectionColumns, connectionOf } from "./connection.ts";

export async function findConnection(tx: TenantTransaction, connectionId: string): Promise<Connection | null> {
  if (!isUuid(connectionId)) return null;
  const row = await tx.connection.findFirst({ where: { id: connectionId }, select: connectionColumns });
  return row === null ? null : connectionOf(row);
}
