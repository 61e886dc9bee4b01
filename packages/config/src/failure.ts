import { type FailureCode, type FailureKind, failureHints, failureKinds } from "./failure-kinds.ts";

/** Short facts of ours about a failure: never a secret, never a message of AWS's or the database's. */
export type FailureDetail = Readonly<Record<string, string | number | boolean>>;

/** The only error that Sekinin throws on purpose. `code` selects status, retry and words from `failureKinds`. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: FailureDetail;

  constructor(code: FailureCode, options: { readonly detail?: FailureDetail; readonly cause?: unknown } = {}) {
    const problem = options.detail?.problem;
    super(
      `${failureKinds[code].en}${problem === undefined ? "" : `\n${String(problem)}`}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = "Failure";
    this.code = code;
    this.detail = options.detail ?? {};
  }

  get kind(): FailureKind {
    return failureKinds[this.code];
  }
}

/** The failure as it is, or `internal` with the error as its cause. */
export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure("internal", { cause: error });
}

/** What a person is told: what is wrong, then what to do. */
export function failureWords(code: FailureCode, locale: "en" | "ja"): { readonly text: string; readonly hint: string } {
  const kind: FailureKind = failureKinds[code];
  return { text: kind[locale], hint: failureHints[kind.hint][locale] };
}
