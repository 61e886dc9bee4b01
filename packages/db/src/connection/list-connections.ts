import type { TenantTransaction } from "../transaction.ts";
import { type Connection, connectionColumns, connectionOf } from "./connection.ts";

/** Oldest first. */
export async function listConnections(tx: TenantTransaction): Promise<Connection[]> {
  const order = [{ createdAt: "asc" as const }, { id: "asc" as const }];
  const connections = await tx.connection.findMany({ select: connectionColumns, orderBy: order });
  return connections.map(connectionOf);
}
