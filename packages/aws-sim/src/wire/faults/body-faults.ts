import type { Answer } from "../protocol/answer.ts";
import type { FaultEffect } from "./fault.ts";

/** The answer as body faults change it. */
export function withBodyFaults(effects: readonly FaultEffect[], answer: Answer): Answer {
  return effects.reduce(withBodyFault, answer);
}

function withBodyFault(answer: Answer, effect: FaultEffect): Answer {
  switch (effect.kind) {
    case "malformed-body":
      return { ...answer, body: malformed(answer) };
    case "wrong-content-type":
      return {
        status: 200,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<!doctype html><html><body><h1>Sign in to the network</h1></body></html>",
      };
    case "hostile-body":
      return { ...answer, body: isXml(answer) ? entityBomb : `${"[".repeat(100_000)}${"]".repeat(100_000)}` };
    case "invalid-utf8":
      return { ...answer, body: Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from(answer.body)]) };
    case "huge-page": {
      const missing = effect.sizeBytes - Buffer.byteLength(answer.body);
      if (missing <= 0) return answer;
      return { ...answer, body: Buffer.concat([Buffer.from(answer.body), Buffer.alloc(missing, " ")]) };
    }
    default:
      return answer;
  }
}

function isXml({ headers }: Answer): boolean {
  return headers["content-type"]?.includes("xml") === true;
}

function malformed(answer: Answer): string {
  const text = Buffer.from(answer.body).toString("utf8");
  const half = text.slice(0, Math.floor(text.length / 2));
  return isXml(answer) ? `${half}<unclosed attribute=` : `${half}{"unclosed`;
}

const entityBomb = `<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa">${[..."bcdefghi"]
  .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefgh"[index]};`.repeat(10)}">`)
  .join("")}]><bomb>&i;</bomb>`;
