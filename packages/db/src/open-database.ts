import { PrismaPg } from "@prisma/adapter-pg";
import { Failure } from "@sekinin/config";
import { PrismaClient } from "./generated/client.ts";
import { isUuid } from "./text.ts";
import {
  asSystemTransaction,
  asTenantTransaction,
  type SystemTransaction,
  type TenantTransaction,
} from "./transaction.ts";
import { refuseUnsafeRole } from "./unsafe-role.ts";

export type DatabaseOptions = {
  /** Address as `sekinin_app`. */
  readonly appUrl: string;
  /** Address as `sekinin_system`. */
  readonly systemUrl: string;
  /** Connections of the app's role; the system's role has at most four. Keep a worker's concurrency at or below it. */
  readonly poolSize?: number;
  /** Milliseconds to wait for a free connection. */
  readonly maxWaitMs?: number;
};

export type TransactionOptions = {
  /** Milliseconds after which the transaction is rolled back; 60,000 without it. Exports give more. */
  readonly timeoutMs?: number;
};

/** The only ways to a transaction. */
export type Database = {
  /** One transaction inside one tenant. Throws `not-found` where the id is no UUID. */
  withTenant<T>(
    tenantId: string,
    work: (tx: TenantTransaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** One transaction on the short list of tables that are read before a tenant is known. */
  withSystem<T>(work: (tx: SystemTransaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Ends both pools. */
  close(): Promise<void>;
};

const defaultPoolSize = 10;
const systemPoolSize = 4;
const defaultMaxWaitMs = 15_000;
const defaultTimeoutMs = 60_000;

/** Opens both pools. Throws `database.unsafe-role` for a role that could see other tenants' rows. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const poolSize = options.poolSize ?? defaultPoolSize;
  const maxWait = options.maxWaitMs ?? defaultMaxWaitMs;
  const app = connect(options.appUrl, poolSize);
  const system = connect(options.systemUrl, Math.min(poolSize, systemPoolSize));
  const close = async () => {
    await Promise.all([app.$disconnect(), system.$disconnect()]);
  };
  try {
    await Promise.all([refuseUnsafeRole(app), refuseUnsafeRole(system)]);
  } catch (error) {
    await close();
    throw error instanceof Failure ? error : new Failure("database.unavailable", { cause: error });
  }
  return {
    withTenant(tenantId, work, { timeoutMs = defaultTimeoutMs } = {}) {
      if (!isUuid(tenantId)) return Promise.reject(new Failure("not-found"));
      return app.$transaction(
        async (tx) => {
          await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
          return work(asTenantTransaction(tx));
        },
        { maxWait, timeout: timeoutMs },
      );
    },
    withSystem(work, { timeoutMs = defaultTimeoutMs } = {}) {
      return system.$transaction((tx) => work(asSystemTransaction(tx)), { maxWait, timeout: timeoutMs });
    },
    close,
  };
}

function connect(connectionString: string, max: number): PrismaClient {
  const adapter = new PrismaPg({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // A worker that was frozen in a transaction must not hold a step's row for ever.
    idle_in_transaction_session_timeout: 60_000,
    lock_timeout: 20_000,
    application_name: "sekinin",
  });
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}
