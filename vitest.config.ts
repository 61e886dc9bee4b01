import { defineConfig } from "vitest/config";

const slowSuites = ["**/*.fault.test.ts", "**/*.web.test.ts", "**/*.moto.test.ts", "**/*.load.test.ts"];
const ignored = ["**/node_modules/**", "**/.next/**", "e2e/**"];
const services = ["./scripts/lib/test-services.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/**/*.test.{ts,tsx}", "apps/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
          exclude: [...ignored, ...slowSuites, "**/*.integration.test.ts"],
          testTimeout: 30_000,
        },
      },
      ...["integration", "fault", "web", "moto", "load"].map((name) => ({
        test: {
          name,
          include: [`packages/**/*.${name}.test.ts`, `apps/**/*.${name}.test.ts`, `bench/**/*.${name}.test.ts`],
          exclude: ignored,
          globalSetup: services,
          testTimeout: name === "integration" ? 60_000 : 300_000,
          hookTimeout: name === "integration" ? 60_000 : 300_000,
          fileParallelism: name === "integration",
        },
      })),
    ],
  },
});
