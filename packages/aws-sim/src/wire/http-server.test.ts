import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { FaultEffect } from "./faults/fault.ts";
import { type Listening, listen } from "./http-server.ts";
import type { WireRequest } from "./protocol/request.ts";

let server: Listening | undefined;
let seen: WireRequest[] = [];

afterEach(async () => {
  await server?.close();
  server = undefined;
  seen = [];
});

const body = "0123456789".repeat(10);

async function start(...effects: FaultEffect[]): Promise<URL> {
  server = await listen({
    port: 0,
    latencyMs: 0,
    exchange: async (given) => {
      seen.push(given);
      return { answer: { status: 200, headers: { "content-type": "text/plain" }, body }, effects };
    },
    control: () => ({ status: 200, headers: {}, body: "control" }),
  });
  return new URL(server.endpointUrl);
}

/** What arrives on a bare socket until the server ends it or 500 ms pass. */
function rawAnswer(url: URL, text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(url.port), url.hostname, () => socket.write(text));
    const done = () => {
      socket.destroy();
      resolve(received);
    };
    socket.setTimeout(500, done);
    socket.on("data", (chunk) => {
      received += chunk.toString();
    });
    socket.on("close", done).on("error", done);
  });
}

const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

test("a request arrives with its path, query and body apart", async () => {
  const url = await start();
  const answer = await fetch(`${url.href}a%20b/c?x=1&y=&x=2`, { method: "POST", body: "hello" });
  expect(await answer.text()).toBe(body);
  const [
    { method, path, query, body: sent } = { method: "", path: "", query: new URLSearchParams(), body: Buffer.of() },
  ] = seen;
  expect({ method, path, x: query.getAll("x"), y: query.get("y"), sent: sent.toString() }).toEqual({
    method: "POST",
    path: "/a%20b/c",
    x: ["1", "2"],
    y: "",
    sent: "hello",
  });
});

test("the control path never reaches the exchange", async () => {
  const url = await start();
  expect(await (await fetch(`${url.href}_sim/anything`)).text()).toBe("control");
  expect(seen).toEqual([]);
});

test("connections are kept", async () => {
  const url = await start();
  const answer = await rawAnswer(url, get + get);
  expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  expect(answer.match(/Connection: keep-alive/g)).toHaveLength(2);
});

test.each([
  { effect: { kind: "cut" } as const, expected: 50 },
  { effect: { kind: "cut", afterBytes: 7 } as const, expected: 7 },
  { effect: { kind: "cut", afterBytes: 0 } as const, expected: 0 },
  { effect: { kind: "cut", afterBytes: 1000 } as const, expected: 99 },
])("$effect promises 100 bytes and sends $expected", async ({ effect, expected }) => {
  const answer = await rawAnswer(await start(effect), get);
  const [head = "", sent = ""] = answer.split("\r\n\r\n");
  expect(head.toLowerCase()).toContain("content-length: 100");
  expect(sent).toHaveLength(expected);
});

test("a hang sends nothing at all", async () => {
  expect(await rawAnswer(await start({ kind: "hang" }), get)).toBe("");
});

test("a drip sends the head at once and the body slowly, and all of it in the end", async () => {
  const slow = await rawAnswer(await start({ kind: "drip", bytesPerSecond: 60 }), get);
  const [, sent = ""] = slow.split("\r\n\r\n");
  expect(sent.length).toBeGreaterThan(5);
  await server?.close();
  const whole = await fetch(await start({ kind: "drip", bytesPerSecond: 1000 }));
  expect(await whole.text()).toBe(body);
});

test("a client that goes away during a drip does no harm", async () => {
  const url = await start({ kind: "drip", bytesPerSecond: 20 });
  await new Promise<void>((resolve) => {
    const asking = request(url, (answer) => {
      answer.destroy();
      resolve();
    });
    asking.on("error", () => undefined).end();
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await (await fetch(`${url.href}_sim/anything`)).text()).toBe("control");
});

test("garbage instead of HTTP is refused and the server lives on", async () => {
  const url = await start();
  expect(await rawAnswer(url, "\u0016\u0003\u0001 this is not HTTP\r\n\r\n")).toContain("400");
  expect(await rawAnswer(url, get)).toContain("200 OK");
});
