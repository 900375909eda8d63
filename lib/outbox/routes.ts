import { listeners, streams } from "../platform/contract.ts";

const sending = {
  get: ["municipality", "body", "session", "people", "bookings", "entity", "outbox"],
  query: ["body", "ledger"],
  put: ["ledger", "outbox", "timer", "alerts"],
  delete: ["outbox"],
} as const;

export const outboxStreams = streams({
  "send-mail": {
    summary: "Sends the mail that a commit put into the outbox",
    failure: "Mail leaves late: what the stream lost is sent by the next resending, minutes later.",
    families: ["outbox"],
    touches: sending,
    uses: ["mail", "keys"],
  },
});

export const outboxListeners = listeners({
  "record-mail-events": {
    summary: "Puts on record what the mail service says became of a mail: delivered, bounced, complained of",
    failure: "Deliveries and bounces are not on record: certificates show notices as not given.",
    source: "aws.ses",
    touches: {
      get: ["body", "session"],
      query: ["ledger", "body"],
      put: ["ledger", "outbox", "timer", "alerts"],
    },
    uses: ["keys"],
  },
});
