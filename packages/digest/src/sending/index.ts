export { buildMessage, type MessageFrame, messageIdOf } from "./build-message.ts";
export { defaultMailLimits, type MailLimits, type MailServices } from "./mail-services.ts";
export { type MailSettings, mailSettings } from "./mail-settings.ts";
export { planDigests } from "./plan-digests.ts";
export { type MailToSend, type SendOutcome, sendMail } from "./send-mail.ts";
export { defaultTransportLimits, type Handover, type MailTransport, smtpTransport } from "./smtp-transport.ts";
