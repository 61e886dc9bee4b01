import type {} from "./provided-context.ts";

export { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
export { decided, type SampleCrawl, sampleCrawl, sampleResult, sampleTree } from "./sample-crawl.ts";
