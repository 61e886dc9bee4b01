import * as db from "../index.ts";
import type { TenantVerb } from "./tenant-verb.ts";

const now = new Date("2026-11-03T00:00:00Z");
const range = { from: "2026-10-01", to: "2026-11-03" };

/** Verbs of trends and of the overview. */
export const trendVerbs: Readonly<Record<string, TenantVerb>> = {
  readOverview: {
    withIds: (tx, { organizationId }) => db.readOverview(tx, { organizationId, rootId: "r-root", now }),
    withText: (text, { organizationId }) => [
      (tx) => db.readOverview(tx, { organizationId: text, rootId: "r-root", now }),
      (tx) => db.readOverview(tx, { organizationId, rootId: text, now }),
    ],
  },
  readTrend: {
    withIds: (tx, { organizationId, accountId }) => db.readTrend(tx, { organizationId, nodeId: accountId, ...range }),
    withText: (text, { organizationId, accountId }) => [
      (tx) => db.readTrend(tx, { organizationId: text, nodeId: accountId, ...range }),
      (tx) => db.readTrend(tx, { organizationId, nodeId: text, ...range }),
      (tx) => db.readTrend(tx, { organizationId, nodeId: accountId, ...range, from: text }),
      (tx) => db.readTrend(tx, { organizationId, nodeId: accountId, ...range, to: text }),
    ],
  },
};
