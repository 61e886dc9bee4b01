import type { AtomOutcome } from "../decide/atom-outcome.ts";
import type { ReadStatement } from "../decide/decision-input.ts";
import type { RelevantStatements } from "../decide/relevant-statements.ts";
import { isEveryResource } from "../match-pattern.ts";
import type { Atom } from "../objectives/atom.ts";
import { type AccountTest, accountTests, type KeyText } from "./account-tests.ts";
import type { AtomKind } from "./atom-book.ts";
import { keysAskedBy } from "./keys-asked.ts";

/** What the requests of some actions meet in SCPs and RCPs; the same object for the same statements. */
export type Meeting = {
  readonly number: number;
  readonly scp: RelevantStatements;
  readonly rcp: RelevantStatements;
  /** Keys in lower case that the statements ask for. */
  readonly keys: readonly string[];
  /** Whether one of the statements is about some resources only. */
  readonly asksResources: boolean;
  /** What tells accounts apart here. */
  readonly tests: readonly AccountTest[];
  /** Outcomes by number of the kind, where nothing tells accounts apart. */
  readonly outcomes: Map<number, AtomOutcome>;
};

export class Meetings {
  private readonly known = new Map<string, Meeting>();
  private readonly tests = new Map<string, readonly AccountTest[]>();

  get size(): number {
    return this.known.size;
  }

  of(scp: RelevantStatements, rcp: RelevantStatements): Meeting {
    const key = `${scp.key}/${rcp.key}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const statements = [scp, rcp].flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
    const made = {
      number: this.known.size,
      scp,
      rcp,
      keys: [...new Set(statements.flatMap(({ statement }) => keysAskedBy(statement)))],
      asksResources: statements.some(asksResources),
      tests: accountTests([scp, rcp], []),
      outcomes: new Map<number, AtomOutcome>(),
    };
    this.known.set(key, made);
    return made;
  }

  /** What tells accounts apart where an atom of this kind meets the statements. */
  testsOf(meeting: Meeting, kind: AtomKind, atom: Atom): readonly AccountTest[] {
    if (!kind.isOfAccount) return meeting.tests;
    const key = `${meeting.number} ${kind.shape}`;
    const found = this.tests.get(key);
    if (found !== undefined) return found;
    const made = accountTests([meeting.scp, meeting.rcp], textsOf(atom));
    this.tests.set(key, made);
    return made;
  }
}

/** Which of the keys asked for an action of the kind can carry. */
export function carriedText({ keys }: Meeting, { traits: { carried } }: AtomKind): string {
  return carried === null ? "?" : keys.map((key) => (carried.has(key) ? "1" : "0")).join("");
}

function asksResources({ statement: { resources, notResources } }: ReadStatement): boolean {
  return notResources !== null || resources?.some(isEveryResource) === false;
}

function textsOf({ resources, conditions }: Atom): readonly KeyText[] {
  return [
    ...resources
      .flatMap(({ patterns, except }) => [...patterns, ...except])
      .map((text) => ({ key: "$resource", text })),
    ...conditions.flatMap(({ key, values }) => values.map((text) => ({ key: key.toLowerCase(), text }))),
  ];
}
