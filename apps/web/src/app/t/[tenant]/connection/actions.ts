"use server";

import { defaultRoleNames } from "@sekinin/aws/permissions";
import { Failure } from "@sekinin/config";
import {
  createConnection,
  findConnection,
  recordAuditEvent,
  requestConnectionTest,
  updateConnection,
} from "@sekinin/db";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "../../../../server/action.ts";
import { parseRegions, RolesInput, type RolesProblems, rolesProblems, SettingsInput } from "./connection-input.ts";
import { installationPrincipal } from "./installation-principal.ts";

/** Makes a draft with an external id of its own and leads to its steps. */
export const startConnection = action({
  permission: "connection:write",
  input: z.strictObject({}),
  run: async ({ actor, tenant, withTenant }): Promise<null> => {
    const id = await withTenant(async (tx) => {
      const connection = await createConnection(tx, { memberRoleName: defaultRoleNames.member });
      await recordAuditEvent(tx, { actor, action: "connection.created", detail: { connectionId: connection.id } });
      return connection.id;
    });
    redirect(`/t/${tenant.slug}/connection?connection=${id}`);
  },
});

/** What the form shows after it was sent: its own words again, and what is wrong with them. */
export type RolesAnswer = { readonly values: Omit<RolesInput, "connectionId">; readonly problems: RolesProblems };

/** Stores the roles and asks for a test. Roles that were tested before count as untested until it has ended. */
export const saveRoles = action({
  permission: "connection:write",
  input: RolesInput,
  run: async ({ actor, tenant, withTenant }, { connectionId, ...values }): Promise<RolesAnswer> => {
    const problems = rolesProblems(values, installationPrincipal()?.accountId ?? null);
    if (Object.keys(problems).length > 0) return { values, problems };
    await withTenant(async (tx) => {
      const connection = await findConnection(tx, connectionId);
      if (connection === null) throw new Failure("not-found");
      // An unsafe connection stays so until a test has shown otherwise.
      const state = connection.state === "unsafe" ? "unsafe" : "draft";
      await updateConnection(tx, connectionId, { ...values, state });
      const { id: testId } = await requestConnectionTest(tx, connectionId);
      await recordAuditEvent(tx, {
        actor,
        action: "connection.roles-changed",
        detail: { connectionId, testId, ...values },
      });
    });
    redirect(`/t/${tenant.slug}/connection?connection=${connectionId}#test`);
  },
});

/** Asks for another test of the roles as they are. */
export const testAgain = action({
  permission: "connection:write",
  input: z.strictObject({ connectionId: z.uuid() }),
  run: async ({ actor, tenant, withTenant }, { connectionId }): Promise<null> => {
    await withTenant(async (tx) => {
      const { id: testId } = await requestConnectionTest(tx, connectionId);
      await recordAuditEvent(tx, { actor, action: "connection.test-requested", detail: { connectionId, testId } });
    });
    redirect(`/t/${tenant.slug}/connection?connection=${connectionId}#test`);
  },
});

/** Names that are no Regions, empty where everything was saved, and what the form shows again. */
export type SettingsAnswer = {
  readonly bad: readonly string[];
  readonly regions: string;
  readonly scheduleHour: string;
};

/** Stores hour and Regions. The next crawl's time is counted anew by the scheduler. */
export const saveSettings = action({
  permission: "connection:write",
  input: SettingsInput,
  run: async ({ actor, withTenant }, { connectionId, scheduleHour, regions: text }): Promise<SettingsAnswer> => {
    const { regions, bad } = parseRegions(text);
    const hour = scheduleHour === null ? "" : String(scheduleHour);
    if (bad.length > 0) return { bad, regions: text, scheduleHour: hour };
    await withTenant(async (tx) => {
      await updateConnection(tx, connectionId, { scheduleHour, regions, nextCrawlAt: null });
      await recordAuditEvent(tx, {
        actor,
        action: "connection.settings-changed",
        detail: { connectionId, scheduleHour, regions },
      });
    });
    return { bad, regions: regions.join(", "), scheduleHour: hour };
  },
});
