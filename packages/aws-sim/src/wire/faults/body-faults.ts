import type { Answer } from "../protocol/answer.ts";
import type { FaultEffect } from "./fault.ts";

/** The answer as body faults change it. */
export function withBodyFaults(effects: readonly FaultEffect[], answer: Answer): Answer {
  return effects.reduce(withBodyFault, answer);
}

function withBodyFault(answer: Answer, effect: FaultEffect): Answer {
  if (effect.kind === "malformed-body") return { ...answer, body: malformed(answer) };
  if (effect.kind === "wrong-content-type") return captivePortal;
  if (effect.kind === "hostile-body") return { ...answer, body: isXml(answer) ? entityBomb : deepNest };
  if (effect.kind === "invalid-utf8") {
    return { ...answer, body: Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from(answer.body)]) };
  }
  const missing = effect.kind === "huge-page" ? effect.sizeBytes - Buffer.byteLength(answer.body) : 0;
  return missing <= 0
    ? answer
    : { ...answer, body: Buffer.concat([Buffer.from(answer.body), Buffer.alloc(missing, " ")]) };
}

const captivePortal: Answer = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><html><body><h1>Sign in to the network</h1></body></html>",
};

function isXml({ headers }: Answer): boolean {
  return headers["content-type"]?.includes("xml") === true;
}

function malformed(answer: Answer): string {
  const text = Buffer.from(answer.body).toString("utf8");
  const half = text.slice(0, Math.floor(text.length / 2));
  return isXml(answer) ? `${half}<unclosed attribute=` : `${half}{"unclosed`;
}

const deepNest = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

const entities = ["b", "c", "d", "e", "f", "g", "h", "i"].map((name, index, names) => {
  const inner = names[index - 1] ?? "a";
  return `<!ENTITY ${name} "${`&${inner};`.repeat(10)}">`;
});
const entityBomb = `<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa">${entities.join("")}]><bomb>&i;</bomb>`;
