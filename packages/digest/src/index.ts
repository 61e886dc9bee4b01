export {
  type MailAddressProblem,
  mailAddressProblems,
  type ParsedMailAddress,
  parseMailAddress,
} from "./address/parse-mail-address.ts";
export { composeDigest } from "./compose/compose-digest.ts";
export type { ComposedDigest, DigestReader } from "./compose/digest-reader.ts";
export { escapeHtml } from "./escape-html.ts";
export { type DigestSchedule, isKnownZone, nextDigestAt, periodOf } from "./schedule/next-digest.ts";
export { type ConfirmationTarget, confirmationToken, readConfirmationToken } from "./tokens/confirmation-token.ts";
export { readUnsubscribeToken, type UnsubscribeTarget, unsubscribeToken } from "./tokens/unsubscribe-token.ts";
