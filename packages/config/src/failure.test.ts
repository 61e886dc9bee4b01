import { describe, expect, test } from "vitest";
import { Failure, failureOf, failureWords } from "./failure.ts";
import { failureCodes, failureKinds } from "./failure-kinds.ts";

const retryOfStatus = new Map<number, string>([
  [400, "never"],
  [401, "never"],
  [403, "never"],
  [404, "never"],
  [429, "later"],
  [503, "later"],
]);

describe("failureKinds", () => {
  test.each(failureCodes)("%s has a status, words in both languages and full stops", (code) => {
    const kind = failureKinds[code];
    expect(kind.status).toBeGreaterThanOrEqual(400);
    expect(kind.status).toBeLessThan(600);
    expect(kind.en).toMatch(/^[A-Z].*\.$/);
    expect(kind.ja).toMatch(/[ぁ-んァ-ヶ一-龠].*。$/);
    expect(kind.ja).not.toMatch(/[,.?!]$/);
  });

  test.each(
    failureCodes.flatMap((code) => {
      const retry = retryOfStatus.get(failureKinds[code].status);
      return retry === undefined ? [] : [{ code, retry }];
    }),
  )("$code, by its status, may be retried: $retry", ({ code, retry }) => {
    expect(failureKinds[code].retry).toBe(retry);
  });
});

describe("Failure", () => {
  test("carries its cause, code and kind", () => {
    const cause = new Error("socket hang up");
    const failure = new Failure("aws.throttled", { cause, detail: { action: "ec2:DescribeVpcs" } });
    expect(failure.cause).toBe(cause);
    expect(failure.kind.retry).toBe("later");
    expect(failure.detail).toEqual({ action: "ec2:DescribeVpcs" });
    expect(failure.message).toBe("AWS is limiting our requests.");
  });

  test("without a cause has none", () => {
    expect("cause" in new Failure("not-found")).toBe(false);
  });

  test("an unknown error is internal, with the error as its cause", () => {
    const error = new TypeError("x is not a function");
    expect(failureOf(error)).toMatchObject({ code: "internal", cause: error });
    const failure = new Failure("not-found");
    expect(failureOf(failure)).toBe(failure);
  });

  test("words come with a hint in the reader's language", () => {
    expect(failureWords("auth.signed-out", "en")).toEqual({
      text: "You are not signed in.",
      hint: "Sign in and try again.",
    });
    expect(failureWords("auth.signed-out", "ja").text).toBe("サインインしていません。");
  });
});
