// The one definition lives in guardrails, the lowest room, so that organisation readings and facts share it.
export { type Reading, read, type UnreadCode, type UnreadReason, unread, unreadCodes } from "@sekinin/guardrails";
