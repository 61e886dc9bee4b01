export { type BenchTenant, benchOrganization, benchRoles, benchTenant } from "./bench-tenant.ts";
export { comparePlanted, type Difference, type Planted } from "./compare-planted.ts";
export {
  type BenchOptions,
  benchLimits,
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  differencesOf,
  disagreementsOf,
  drain,
  startBenchCrawl,
  verdictsOf,
} from "./crawl-bench.ts";
export { crawlWeek, type Week, type WeekOutcome } from "./crawl-week.ts";
export { createInProcessAccess } from "./in-process-access.ts";
export { brokenPromises } from "./invariant.ts";
