import type {} from "./provided-context.ts";

export { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
export { query } from "./query.ts";
export { decided, type SampleCrawl, sampleCrawl, sampleResult, sampleTree } from "./sample-crawl.ts";
