import { expect, test } from "vitest";
import type { Answer } from "../protocol/answer.ts";
import { withBodyFaults } from "./body-faults.ts";
import type { FaultEffect } from "./fault.ts";

const json: Answer = { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body: '{"Keys":[]}' };
const xml: Answer = { status: 200, headers: { "content-type": "text/xml;charset=UTF-8" }, body: "<A><B>1</B></A>" };
const bodyOf = (answer: Answer) => Buffer.from(answer.body).toString("utf8");

test.each([json, xml])("no effect leaves the answer as it is", (answer) => {
  expect(withBodyFaults([], answer)).toBe(answer);
  expect(withBodyFaults([{ kind: "latency", latencyMs: 1 }, { kind: "cut" }], answer)).toEqual(answer);
});

test("a page without items grows by white space, which both formats ignore", () => {
  const huge: FaultEffect = { kind: "huge-page", sizeBytes: 10_000_000 };
  const grown = withBodyFaults([huge], json);
  expect(Buffer.byteLength(grown.body)).toBe(10_000_000);
  expect(JSON.parse(bodyOf(grown))).toEqual({ Keys: [] });
  expect(bodyOf(withBodyFaults([huge], xml)).trimEnd()).toBe(xml.body);
  expect(withBodyFaults([{ kind: "huge-page", sizeBytes: 3 }], json)).toBe(json);
});

test("a malformed body is neither JSON nor closed XML", () => {
  expect(() => JSON.parse(bodyOf(withBodyFaults([{ kind: "malformed-body" }], json)))).toThrow(SyntaxError);
  expect(bodyOf(withBodyFaults([{ kind: "malformed-body" }], xml))).not.toContain("</A>");
});

test("a hostile body is a deep nest or an entity bomb", () => {
  expect(bodyOf(withBodyFaults([{ kind: "hostile-body" }], json))).toMatch(/^\[{100000}\]{100000}$/);
  const bomb = bodyOf(withBodyFaults([{ kind: "hostile-body" }], xml));
  expect(bomb).toContain('<!ENTITY a "aaaaaaaaaa">');
  expect(bomb).toContain(`<!ENTITY i "${"&h;".repeat(10)}">`);
  expect(bomb).toContain("<bomb>&i;</bomb>");
  expect(bomb.length).toBeLessThan(2000);
});

test("a captive portal's page has its own type and a good status", () => {
  const { status, headers, body } = withBodyFaults([{ kind: "wrong-content-type" }], { ...json, status: 500 });
  expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "text/html; charset=utf-8" });
  expect(body).toContain("<html>");
});

test("invalid UTF-8 does not decode", () => {
  const { body } = withBodyFaults([{ kind: "invalid-utf8" }], json);
  expect(() => new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(body))).toThrow(TypeError);
});
