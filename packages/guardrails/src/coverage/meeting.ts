import type { ReadStatement } from "../decide/decision-input.ts";
import { keyFamily } from "../decide/keys.ts";
import type { RelevantStatements } from "../decide/relevant-statements.ts";
import type { Atom } from "../objectives/atom.ts";
import { type AccountTest, accountTests, type KeyText } from "./account-tests.ts";
import type { ActionKeys } from "./atom-book.ts";

/** What the requests of some actions meet in SCPs and RCPs; the same object for the same statements. */
export type Meeting = {
  readonly number: number;
  readonly scp: RelevantStatements;
  readonly rcp: RelevantStatements;
  /** Keys in lower case that the statements ask for. */
  readonly keys: readonly string[];
};

export class Meetings {
  private readonly known = new Map<string, Meeting>();
  private readonly tests = new Map<string, readonly AccountTest[]>();
  private readonly carried = new Map<string, string>();

  get size(): number {
    return this.known.size;
  }

  of(scp: RelevantStatements, rcp: RelevantStatements): Meeting {
    const key = `${scp.key}/${rcp.key}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const statements = [scp, rcp].flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
    const made = { number: this.known.size, scp, rcp, keys: [...new Set(statements.flatMap(keysOf))] };
    this.known.set(key, made);
    return made;
  }

  /** What tells accounts apart where these statements are met; by an atom that speaks of its account, too. */
  testsOf(meeting: Meeting, asked: AccountAtom | null): readonly AccountTest[] {
    const key = `${meeting.number} ${asked?.shape ?? ""}`;
    const found = this.tests.get(key);
    if (found !== undefined) return found;
    const made = accountTests([meeting.scp, meeting.rcp], asked === null ? [] : textsOf(asked.atom));
    this.tests.set(key, made);
    return made;
  }

  /** Which of the keys asked for an action can carry: all that a decision takes from it beside its name. */
  carriedBy(meeting: Meeting, actionKeys: ActionKeys): string {
    const key = `${meeting.number} ${actionKeys.number}`;
    const found = this.carried.get(key);
    if (found !== undefined) return found;
    const carries = (name: string) => actionKeys.listed.has(name) || actionKeys.listed.has(keyFamily(name));
    const made = actionKeys.isKnown ? meeting.keys.map((name) => (carries(name) ? "1" : "0")).join("") : "?";
    this.carried.set(key, made);
    return made;
  }
}

/** An atom whose texts hold `{account}`, and the number of its shape. */
export type AccountAtom = { readonly atom: Atom; readonly shape: number };

function keysOf({ statement: { conditions } }: ReadStatement): readonly string[] {
  return conditions.map(({ key }) => key.toLowerCase());
}

function textsOf({ resources, conditions }: Atom): readonly KeyText[] {
  return [
    ...resources
      .flatMap(({ patterns, except }) => [...patterns, ...except])
      .map((text) => ({ key: "$resource", text })),
    ...conditions.flatMap(({ key, values }) => values.map((text) => ({ key: key.toLowerCase(), text }))),
  ];
}
