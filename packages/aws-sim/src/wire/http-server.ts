import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { controlPath } from "./control.ts";
import type { Exchange } from "./exchange.ts";
import { deliver } from "./faults/deliver.ts";
import type { FaultEffect } from "./faults/fault.ts";
import type { Answer } from "./protocol/answer.ts";
import type { WireRequest } from "./protocol/request.ts";

export type Listening = { readonly endpointUrl: string; close(): Promise<void> };

export type HttpParts = {
  readonly port: number;
  readonly latencyMs: number;
  readonly exchange: Exchange;
  readonly control: (request: WireRequest) => Answer;
};

/** Larger than any request of the read-only operations. */
const maximumBodyBytes = 1024 * 1024;

/** Listens on loopback only. Rejects when the port is taken. */
export async function listen(parts: HttpParts): Promise<Listening> {
  const always: readonly FaultEffect[] = parts.latencyMs > 0 ? [{ kind: "latency", latencyMs: parts.latencyMs }] : [];
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (incoming, response) => {
    respond(parts, always, incoming, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(parts.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return { endpointUrl: `http://127.0.0.1:${port}`, close: () => close(server) };
}

async function respond(
  { exchange, control }: HttpParts,
  always: readonly FaultEffect[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const request = toRequest(incoming, body);
  if (request.path.startsWith(controlPath)) {
    await deliver(response, control(request), []);
    return;
  }
  const { answer, effects } = await exchange(request);
  await deliver(response, answer, effects.length === 0 ? always : [...always, ...effects]);
}

function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maximumBodyBytes) resolve(undefined);
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

function toRequest({ method = "GET", url = "/", headers }: IncomingMessage, body: Buffer): WireRequest {
  const mark = url.indexOf("?");
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
    headers,
    body,
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Hanging and dripping answers would keep it open for ever.
    server.closeAllConnections();
  });
}
