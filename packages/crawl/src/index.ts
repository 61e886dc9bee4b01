export { type Clock, systemClock } from "./clock.ts";
export { type RedecideOutcome, redecideCoverage, redecideDue } from "./coverage/redecide-coverage.ts";
export { type Reconciled, reconcile } from "./reconcile.ts";
export { nextCrawlAt, spreadMinute } from "./schedule/next-crawl.ts";
export { planCrawls } from "./schedule/plan-crawls.ts";
export { type CrawlLimits, type CrawlServices, defaultLimits } from "./services.ts";
export { runStep, type StepOutcome } from "./step/run-step.ts";
export { testConnectionRow } from "./test-connection-row.ts";
