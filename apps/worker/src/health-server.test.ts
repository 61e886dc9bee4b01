import { afterEach, expect, test } from "vitest";
import { type HealthServer, type HealthSources, startHealthServer } from "./health-server.ts";

let server: HealthServer | undefined;
afterEach(async () => server?.close());

async function ask(path: string, sources: Partial<HealthSources>, method = "GET") {
  server = await startHealthServer(0, {
    livenessProblem: () => null,
    readinessProblem: async () => null,
    metrics: async () => ({ contentType: "text/plain; version=0.0.4", text: "x 1\n" }),
    ...sources,
  });
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return { status: answer.status, body: await answer.text(), type: answer.headers.get("content-type") };
}

test.each([
  { path: "/livez", sources: {}, status: 200, body: "ok\n" },
  { path: "/livez", sources: { livenessProblem: () => "nothing is taken" }, status: 503, body: "nothing is taken\n" },
  { path: "/readyz", sources: {}, status: 200, body: "ok\n" },
  {
    path: "/readyz",
    sources: { readinessProblem: async () => "the database does not answer" },
    status: 503,
    body: "the database does not answer\n",
  },
  {
    path: "/readyz",
    sources: { readinessProblem: () => Promise.reject(new Error("secret")) },
    status: 503,
    body: "the check itself failed\n",
  },
  { path: "/metrics", sources: {}, status: 200, body: "x 1\n" },
  { path: "/", sources: {}, status: 404, body: "not found\n" },
  { path: "//evil/livez", sources: {}, status: 404, body: "not found\n" },
])("$path answers $status", async ({ path, sources, status, body }) => {
  expect(await ask(path, sources)).toMatchObject({ status, body });
});

test("only reads are answered", async () => {
  expect(await ask("/livez", {}, "POST")).toMatchObject({ status: 405 });
});
