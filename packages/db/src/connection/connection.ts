import { Failure } from "@sekinin/config";
import type { Prisma } from "../generated/client.ts";
import { fromColumn } from "../locale.ts";

/** draft: never tested; ready: the last test passed; unsafe: the role takes requests without our external id. */
export type ConnectionState = "draft" | "ready" | "unsafe" | "failing";

/** How one AWS Organization is reached. */
export type Connection = {
  readonly id: string;
  /** file: its organisation comes as a file, and nothing is read from AWS. */
  readonly source: "aws" | "file";
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
  source: true,
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

/** A full hour of the day, or none. Throws `input.invalid`. */
export function typedHour(hour: number | null): number | null {
  if (hour === null || (Number.isInteger(hour) && hour >= 0 && hour <= 23)) return hour;
  const problem = "`scheduleHour` must be a full hour from 0 to 23.";
  throw new Failure("input.invalid", { detail: { field: "scheduleHour", problem } });
}

export function connectionOf(row: Prisma.ConnectionGetPayload<{ select: typeof connectionColumns }>): Connection {
  const source = fromColumn<Connection["source"]>(row.source);
  return { ...row, source, state: fromColumn<ConnectionState>(row.state) };
}
