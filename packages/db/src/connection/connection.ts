import type { Prisma } from "../generated/client.ts";
import { fromColumn } from "../locale.ts";

/** draft: never tested; ready: the last test passed; unsafe: the role takes requests without our external id. */
export type ConnectionState = "draft" | "ready" | "unsafe" | "failing";

/** How one AWS Organization is reached. */
export type Connection = {
  readonly id: string;
  readonly managementRoleArn: string | null;
  readonly memberRoleName: string;
  readonly externalId: string;
  /** Null until a test or a crawl has read it. */
  readonly organizationId: string | null;
  readonly state: ConnectionState;
  /** Empty: every Region that an account has enabled. */
  readonly regions: readonly string[];
  /** Hour of the day in the tenant's zone; null: no schedule. */
  readonly scheduleHour: number | null;
  readonly nextCrawlAt: Date | null;
  readonly createdAt: Date;
};

export const connectionColumns = {
  id: true,
  managementRoleArn: true,
  memberRoleName: true,
  externalId: true,
  organizationId: true,
  state: true,
  regions: true,
  scheduleHour: true,
  nextCrawlAt: true,
  createdAt: true,
} as const satisfies Prisma.ConnectionSelect;

export function connectionOf(row: Prisma.ConnectionGetPayload<{ select: typeof connectionColumns }>): Connection {
  return { ...row, state: fromColumn<ConnectionState>(row.state) };
}
