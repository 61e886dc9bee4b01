import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { type CollectorContext, callIn } from "../collectors/collector-context.ts";
import { globalRegionOf, organizationsService } from "../collectors/services.ts";
import type { OrganizationAction } from "../permissions/collector-actions.ts";
import type { PageStore } from "./page-store.ts";

/** What the parts of an organisation are read with. */
export type OrganizationReader = { readonly context: CollectorContext; readonly pages: PageStore };

/** One call to Organizations, which has one endpoint a partition. Throws AwsRefusal. */
export function callOrganizations<T>(
  { context }: OrganizationReader,
  action: OrganizationAction,
  send: (client: OrganizationsClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  return callIn(context, organizationsService, globalRegionOf(context.session.partition), action, send);
}
