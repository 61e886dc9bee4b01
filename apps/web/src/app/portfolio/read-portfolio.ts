import "server-only";
import type { SignedIn, TenantAccess } from "@sekinin/auth";
import { readCustomer } from "@sekinin/db";
import { recordOperatorAccess } from "../../server/operator-access.ts";
import { services } from "../../server/services.ts";
import { type Customer, customerView } from "./customer-view.ts";

/** Each customer in a transaction of its own, three statements: no query crosses tenants. Each entry is audited first. */
export async function readPortfolio(user: SignedIn, tenants: readonly TenantAccess[], now: Date): Promise<Customer[]> {
  const { database } = await services();
  const customers: Customer[] = [];
  // One after the other: forty short transactions at once would take the pool from everybody else.
  for (const tenant of tenants) {
    await recordOperatorAccess(user, tenant);
    const operatorId = tenant.operatorId ?? "";
    const posture = await database.withTenant(tenant.tenantId, (tx) => readCustomer(tx, { operatorId, now }));
    customers.push(customerView(tenant, posture));
  }
  return customers;
}
