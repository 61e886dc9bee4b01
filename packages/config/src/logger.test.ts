import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logger } from "./logger.ts";
import { redact } from "./redact.ts";

function capture() {
  const lines: string[] = [];
  return { lines, log: logger("test", { level: "debug", stream: { write: (line: string) => void lines.push(line) } }) };
}

describe("logger", () => {
  test("writes one line of JSON with name, level and time", () => {
    const { lines, log } = capture();
    log.child({ crawlId: "c1" }).info({ calls: 3 }, "read");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      name: "test",
      level: "info",
      crawlId: "c1",
      calls: 3,
      msg: "read",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  test("a text with line ends and terminal codes stays in its line", () => {
    const { lines, log } = capture();
    log.warn({ account: 'payments\n{"level":"fatal"}\u001b[2J' }, "named");
    expect(lines.join("").trim().split("\n")).toHaveLength(1);
    expect(lines.join("")).not.toContain("\u001b");
  });

  test("secrets reach no line, however deep, in fields of errors and children too", () => {
    const { lines, log } = capture();
    const secret = "canary-5f1e";
    const error = Object.assign(new Error(`connect postgresql://app:${secret}@db/x`), { password: secret });
    log.error({ error, a: { b: [{ sessionToken: secret, externalId: secret }] } }, "failed");
    log.child({ SEKININ_SECRET: secret }).info({ headers: { cookie: secret, Authorization: secret } }, "asked");
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toContain(secret);
    expect(lines.join("")).toContain("[hidden]");
  });
});

describe("redact", () => {
  test.each(["Failing row contains (1, ciso@acme.example, canary,\n x)", "Key (email)=(canary) already exists."])(
    "a row that the database quotes is hidden: %s",
    (detail) => {
      const error = Object.assign(new Error("refused"), { meta: { cause: { detail } } });
      expect(JSON.stringify(redact({ error }))).not.toContain("canary");
    },
  );

  test.each([
    { given: "a count of tokens", value: { tokens: 3 }, expected: { tokens: 3 } },
    { given: "a secret that is absent", value: { password: null }, expected: { password: null } },
    { given: "bytes", value: { body: new Uint8Array(3) }, expected: { body: "[3 bytes]" } },
    { given: "a large integer", value: { n: 9007199254740993n }, expected: { n: "9007199254740993" } },
    { given: "a date", value: new Date(0), expected: "1970-01-01T00:00:00.000Z" },
    { given: "a function", value: { run: () => 1 }, expected: { run: "[function]" } },
    { given: "undefined", value: { a: undefined }, expected: { a: undefined } },
  ])("$given", ({ value, expected }) => {
    expect(redact(value)).toEqual(expected);
  });

  test("ends on a ring", () => {
    const ring: Record<string, unknown> = {};
    ring.self = ring;
    expect(JSON.stringify(redact(ring))).toContain("[deeper]");
  });

  test("any value gives JSON, and no value under a secret's name survives", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const text = JSON.stringify(redact({ value, clientSecret: "canary-77" })) ?? "";
        expect(text).not.toContain("canary-77");
      }),
    );
  });
});
