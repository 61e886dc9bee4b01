import type { Database } from "../open-database.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** A migrated database of its own, with both of the application's roles. */
export type TestDatabase = {
  readonly database: Database;
  /** Address as the administrator, for looking behind the policies. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** A new tenant; a name is made where none is given. */
  createTenant(input?: Partial<Omit<Tenant, "id">>): Promise<Tenant>;
  /** Closes the pools and removes the database. */
  drop(): Promise<void>;
};

/** Clones the migrated template of this server, making it at the first call. */
export declare function createTestDatabase(
  adminUrl: string,
  options?: { readonly poolSize?: number; readonly maxWaitMs?: number },
): Promise<TestDatabase>;
