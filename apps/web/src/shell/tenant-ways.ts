/** Pages of a tenant that the bar always shows, in the order of how often they are wanted. */
const mainPages = ["overview", "heatmap", "coverage", "what-if", "findings", "trends", "digests"] as const;
/** Pages for whoever looks after the tenant: behind one button. */
const managePages = ["crawls", "responsibility", "guardrail-settings", "connection", "access"] as const;

export type TenantPage = (typeof mainPages)[number] | (typeof managePages)[number];
export type TenantWay = { readonly page: TenantPage; readonly href: string };

/** The ways that the bar offers inside one tenant. Shows ways and decides nothing: each page asks for itself. */
export function tenantWays(
  slug: string,
  { canAudit }: { readonly canAudit: boolean },
): { readonly main: readonly TenantWay[]; readonly manage: readonly TenantWay[] } {
  const way = (page: TenantPage): TenantWay => ({
    page,
    href: page === "overview" ? `/t/${slug}` : `/t/${slug}/${page}`,
  });
  return {
    main: mainPages.map(way),
    manage: managePages.filter((page) => page !== "access" || canAudit).map(way),
  };
}

/** Whether `href` is the page at `path` or one above it. A tenant's overview is above everything, so only itself. */
export function isOpen(href: string, path: string): boolean {
  if (path === href) return true;
  return !/^\/t\/[^/]+$/.test(href) && path.startsWith(`${href}/`);
}

const samePage =
  /^\/t\/[^/]+\/(heatmap|coverage|policies|what-if|findings|trends|digests|crawls|responsibility|guardrail-settings|connection)(?=\/|$)/;

/** Where switching to another tenant leads from `path`: to the same page of it, without ids, else to its overview. */
export function switchHref(slug: string, path: string): string {
  const page = samePage.exec(path)?.[1];
  return page === undefined ? `/t/${slug}` : `/t/${slug}/${page}`;
}
