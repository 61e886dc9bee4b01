import type * as db from "../index.ts";
import type { Ids } from "./full-tenant.ts";

/** How the tests of isolation and of hostile texts call a verb of a tenant's transaction. */
export type TenantVerb = {
  /** The verb with ids, of whichever tenant they are. */
  readonly withIds: (tx: db.TenantTransaction, ids: Ids) => Promise<unknown>;
  /** The verb with one text in each of its text parameters, one call after the other. */
  readonly withText: (text: string, own: Ids) => readonly ((tx: db.TenantTransaction) => Promise<unknown>)[];
  /** The verb uses its row up, so that each text needs a transaction of its own. */
  readonly isFresh?: boolean;
};
