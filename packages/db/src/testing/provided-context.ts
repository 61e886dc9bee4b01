import "vitest";

declare module "vitest" {
  // What the global set-up gives to the tests.
  export interface ProvidedContext {
    postgresAdminUrl: string;
    redisUrl: string;
  }
}
