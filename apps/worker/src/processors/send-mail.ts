import { type MailServices, sendMail } from "@sekinin/digest/sending";
import { type Processor, processorFor, sendMailJob } from "@sekinin/jobs";

/** Takes one mail as far as it goes; what it does not reach stays in its row, and the next second looks at it again. */
export function sendMailProcessor(services: MailServices): Processor {
  return processorFor(sendMailJob, async ({ tenantId, mailId }, { signal }) => {
    await sendMail(services, { tenantId, mailId }, signal);
    return "done";
  });
}
