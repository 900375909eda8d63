import type { Service } from "./contract.ts";
import type { Keys } from "./key-ring.ts";
import type { Mailer } from "./mail.ts";

const refuse = (service: Service): never => {
  throw new Error(
    `the chart entry of this function does not say that it uses "${service}": see its \`uses\``,
  );
};

/** The ports of a function whose chart entry does not name them: on AWS its role would be refused, too. */
export const noMail: Mailer = { send: async () => refuse("mail") };
export const noKeys: Keys = async () => refuse("keys");
