import { findSubscription, listOpenMails, readDigestSource } from "@sekinin/db";
import { composeDigest } from "@sekinin/digest";
import { startCatcher } from "@sekinin/digest/catcher";
import { planDigests, sendMail } from "@sekinin/digest/sending";
import { counted, createMailBench, mailServices, plainServer } from "@sekinin/digest/testing";
import { median, report, time, withServices } from "./harness.ts";

const digests = 1_000;
/** Mails that the worker hands over at once. */
const hands = 4;

/** One digest's statements, and a thousand of them to a mail server on this machine, with what memory they take. */
await withServices(async (services) => {
  const bench = await createMailBench(services.postgresAdminUrl);
  const catcher = await startCatcher({ kept: digests });
  const sender = mailServices(bench, plainServer(catcher.smtpUrl));
  try {
    const user = await bench.addUser();
    const [first = ""] = await bench.subscribe(user.id, new Date(Date.now() - 1_000), digests);
    const { statements, source } = await bench.inTenant(async (tx) => {
      const subscription = await findSubscription(tx, first);
      if (subscription === null) throw new Error("the subscription is missing");
      const watched = counted(tx);
      const source = await readDigestSource(watched.tx, subscription, { since: null, now: new Date() });
      if (source === null) throw new Error("the source is missing");
      return { statements: watched.statements(), source };
    });
    const publicUrl = "https://sekinin.example.com";
    const unsubscribeUrl = `${publicUrl}/u/token`;
    const reader = { locale: "en", because: "own-subscription", publicUrl, unsubscribeUrl, now: new Date() } as const;
    const composeMs = median(await time(100, () => composeDigest(source, reader)));
    report({
      name: "statements of one digest's composition",
      ratio: statements,
      goal: "<= 5",
      ok: statements <= 5,
      detail: { composeMs },
    });
    const before = process.memoryUsage().rss;
    let mostRss = before;
    const watch = setInterval(() => {
      mostRss = Math.max(mostRss, process.memoryUsage().rss);
    }, 100);
    const started = performance.now();
    const planned = await planDigests(sender);
    const planSeconds = (performance.now() - started) / 1_000;
    const open = await bench.postgres.database.withSystem((tx) => listOpenMails(tx, 2 * digests));
    const sending = performance.now();
    const signal = new AbortController().signal;
    const queue = open.values();
    const outcomes = await Promise.all(
      Array.from({ length: hands }, async () => {
        let sent = 0;
        for (const mail of queue) if ((await sendMail(sender, mail, signal)) === "sent") sent += 1;
        return sent;
      }),
    );
    const seconds = (performance.now() - sending) / 1_000;
    clearInterval(watch);
    const sent = outcomes.reduce((sum, count) => sum + count, 0);
    const messageIds = new Set(catcher.mails().map(({ messageId }) => messageId)).size;
    const kept = catcher.mails().reduce((sum, { source: bytes }) => sum + 3 * bytes.length, 0);
    report({
      name: "digests that arrive, of those that are due",
      ratio: messageIds / digests,
      goal: "= 1",
      ok: planned === digests && sent === digests && messageIds === digests && catcher.mails().length === digests,
      detail: {
        mailsASecond: Math.round(digests / seconds),
        planSeconds,
        seconds,
        // The catcher keeps what it caught in this very process.
        riseOfMemoryMb: Math.round((mostRss - before) / 1_048_576),
        caughtMb: Math.round(kept / 1_048_576),
      },
    });
  } finally {
    sender.transport.close();
    await catcher.close();
    await bench.close();
  }
});
