import type { UnreadCode, UnreadReason } from "@sekinin/responsibility";

/** A call to AWS that gave no answer to use. `cause` is the SDK's error; its text may quote the customer's names. */
export class AwsRefusal extends Error {
  readonly code: UnreadCode;
  /** IAM action of the call. */
  readonly action: string;
  /** AWS's error code, or Node's; null where there is none that may be shown. */
  readonly awsCode: string | null;

  constructor(code: UnreadCode, action: string, awsCode: string | null, options?: { cause?: unknown }) {
    super(`${action}: ${code}${awsCode === null ? "" : ` (${awsCode})`}`, options);
    this.name = "AwsRefusal";
    this.code = code;
    this.action = action;
    this.awsCode = awsCode;
  }

  /** As facts carry it. */
  get reason(): UnreadReason {
    return { code: this.code, action: this.action, ...(this.awsCode === null ? {} : { detail: this.awsCode }) };
  }
}
