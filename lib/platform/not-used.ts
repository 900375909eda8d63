import type { Service } from "./contract.ts";
import type { Files } from "./files.ts";
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
export const noFiles: Files = {
  uploadUrl: async () => refuse("files-put"),
  downloadUrl: async () => refuse("files-get"),
  head: async () => refuse("files-get"),
  remove: async () => refuse("files-delete"),
};

/** Files, as far as a function says that it uses them. */
export const filesFor = (files: Files, uses: readonly Service[]): Files => ({
  ...noFiles,
  ...(uses.includes("files-put") && { uploadUrl: files.uploadUrl }),
  ...(uses.includes("files-get") && { downloadUrl: files.downloadUrl, head: files.head }),
  ...(uses.includes("files-delete") && { remove: files.remove }),
});
