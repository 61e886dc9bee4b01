import type {} from "./provided-context.ts";

export { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
