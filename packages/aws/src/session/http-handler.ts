import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Readable, Transform } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { createLookup, isLoopbackUrl } from "./loopback-lookup.ts";

type Handle = NodeHttpHandler["handle"];

/** The bytes of one answer beyond which it is no answer: AWS's longest pages are far shorter. */
export const longestAnswerBytes = 8 * 1_024 * 1_024;

/**
 * What no answer of AWS's begins with, whatever its content type (moto's is text/html): a document type (entity bombs)
 * or a web page (captive portals, proxies).
 */
const foreignStart = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE|<html)/i;
/** Bytes of an answer's beginning that are looked at. */
const startBytes = 512;

/** A 200 that is not from AWS: an XML parser would find none of the lists in it, and call them empty. */
class AnswerNotFromAws extends Error {
  constructor() {
    super("the answer is not one of AWS's");
    this.name = "AnswerNotFromAws";
  }
}

/** An answer that did not end where every honest one does. */
class AnswerTooLarge extends Error {
  constructor() {
    super("the answer is longer than any of AWS's");
    this.name = "AnswerTooLarge";
  }
}

/**
 * What all clients send through: connections that are kept and bounded, and no credentials. A client that is dropped
 * may not close it, so `destroy` does nothing; `close` ends the connections.
 */
export class SharedHttpHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly #inner: NodeHttpHandler;

  constructor(options: { readonly endpointUrl?: string; readonly sockets: number }) {
    const { endpointUrl, sockets } = options;
    const isLoopback = endpointUrl !== undefined && isLoopbackUrl(endpointUrl);
    const agent = {
      keepAlive: true,
      maxSockets: sockets,
      maxFreeSockets: sockets,
      scheduling: "lifo" as const,
      lookup: createLookup({ loopback: isLoopback ? loopbackAddress(endpointUrl) : null }),
    };
    this.#inner = new NodeHttpHandler({
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
      connectionTimeout: 5_000,
      // The pacer and the limit on calls in flight bound what waits; the SDK's warning would only be noise.
      socketAcquisitionWarningTimeout: 600_000,
    });
  }

  async handle(request: Parameters<Handle>[0], options?: Parameters<Handle>[1]): ReturnType<Handle> {
    const result = await this.#inner.handle(request, options);
    const { body } = result.response;
    if (body instanceof Readable) result.response.body = bounded(body, result.response);
    return result;
  }

  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
  destroy(): void {}

  /** Ends all connections. */
  close(): void {
    this.#inner.destroy();
  }
}

function bounded(
  body: Readable,
  { statusCode, headers }: { readonly statusCode: number; readonly headers: Record<string, string> },
): Readable {
  if (Number(headers["content-length"]) > longestAnswerBytes) {
    body.destroy();
    throw new AnswerTooLarge();
  }
  let received = 0;
  let start = "";
  const problem = (chunk: Buffer): Error | null => {
    received += chunk.length;
    if (received > longestAnswerBytes) return new AnswerTooLarge();
    // What is no success is told by its status, whatever a proxy wrote below it.
    if (statusCode >= 300 || start.length >= startBytes) return null;
    start += chunk.toString("latin1", 0, startBytes);
    return foreignStart.test(start) ? new AnswerNotFromAws() : null;
  };
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(problem(chunk), chunk);
    },
  });
  body.once("error", (error) => counter.destroy(error));
  counter.once("error", () => body.destroy());
  counter.once("close", () => {
    if (!body.readableEnded) body.destroy();
  });
  return body.pipe(counter);
}

function loopbackAddress(endpointUrl: string): string {
  const host = new URL(endpointUrl).hostname.replace(/^\[|\]$/g, "");
  return host === "::1" ? "::1" : host.startsWith("127.") ? host : "127.0.0.1";
}
