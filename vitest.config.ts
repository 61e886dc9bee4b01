import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const slowSuites = ["**/*.fault.test.ts", "**/*.web.test.ts", "**/*.moto.test.ts", "**/*.load.test.ts"];
const ignored = ["**/node_modules/**", "**/.next/**", "e2e/**"];
const services = ["./scripts/lib/test-services.ts"];
/** What Next resolves the marker to on a server: reads of pages are tested there. */
const serverOnly = fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url));

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
          alias: { "server-only": serverOnly },
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
