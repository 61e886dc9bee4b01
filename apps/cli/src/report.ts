import { Failure, failureWords } from "@sekinin/config";
import { plain } from "./table.ts";

/** What the commands throw for a finding or a disagreement: exit code 1, nothing wrong with the input. */
export class Disagreement extends Error {}

/** What the commands throw for input that cannot be used: exit code 2. */
export class BadInput extends Error {}

/** Words for a person on stderr, without what could steer a terminal; data goes to stdout only. */
export function say(words: string): void {
  process.stderr.write(`${words.split("\n").map(plain).join("\n")}\n`);
}

/** Tells an error in words and returns the exit code: 1 finding or disagreement, 2 bad input or a failure. */
export function report(error: unknown): number {
  if (error instanceof Disagreement) {
    say(error.message);
    return 1;
  }
  if (error instanceof Failure) {
    const { text, hint } = failureWords(error.code, "en");
    const problem = error.detail["problem"];
    say([text, ...(problem === undefined ? [] : [String(problem)]), hint].join("\n"));
    return 2;
  }
  say(error instanceof BadInput ? error.message : `Something failed that should not: ${nameOf(error)}`);
  return 2;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
}
