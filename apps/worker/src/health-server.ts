import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the health addresses answer with. A problem is a short sentence of ours. */
export type HealthSources = {
  /** Null while the process does its work. */
  readonly livenessProblem: () => string | null;
  /** Null while Postgres and Redis answer. */
  readonly readinessProblem: () => Promise<string | null>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
};

export type HealthServer = { readonly port: number; close(): Promise<void> };

type Answer = { readonly status: number; readonly contentType: string; readonly body: string };

function verdict(problem: string | null): Answer {
  return {
    status: problem === null ? 200 : 503,
    contentType: "text/plain; charset=utf-8",
    body: `${problem ?? "ok"}\n`,
  };
}

async function answerTo(path: string, sources: HealthSources): Promise<Answer> {
  if (path === "/livez") return verdict(sources.livenessProblem());
  if (path === "/readyz") return verdict(await sources.readinessProblem());
  if (path === "/metrics") {
    const { contentType, text } = await sources.metrics();
    return { status: 200, contentType, body: text };
  }
  return { status: 404, contentType: "text/plain; charset=utf-8", body: "not found\n" };
}

/** Serves /livez, /readyz and /metrics; `port` 0 takes a free one. */
export async function startHealthServer(port: number, sources: HealthSources): Promise<HealthServer> {
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const reading = request.method === "GET" || request.method === "HEAD";
    const answering = reading
      ? answerTo(path, sources)
      : Promise.resolve({ ...verdict("method not allowed"), status: 405 });
    void answering
      .catch(() => verdict("the check itself failed"))
      .then(({ status, contentType, body }) => {
        response.writeHead(status, { "content-type": contentType, "cache-control": "no-store" });
        response.end(request.method === "HEAD" ? undefined : body);
      });
  });
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
