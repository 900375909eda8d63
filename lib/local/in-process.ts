import { randomUUID } from "node:crypto";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { mailSettings, sesMailer } from "../platform/ses.ts";
import { tokenVerifier } from "../platform/tokens.ts";
import { startFileStore } from "./file-store.ts";
import { loadFunctions } from "./functions.ts";
import type { Premises } from "./machine.ts";
import { localKeys, SIGNING_KEYS } from "./signing-keys.ts";
import { localClient, localSettings } from "./store.ts";

const SENDER = "convocatories@convoca.example";
const CONFIGURATION_SET = "local";

/** Functions in this very process, each on ports that know its role. */
export const inProcess: Premises = {
  async open({ endpoint, tableName, clock, sink, signIns, inFolder, corsOrigins, log, url }) {
    const documents = await startFileStore({
      folder: inFolder("documents"),
      clock: clock.now,
      corsOrigins,
    });
    const ses = new SESv2Client({ ...localSettings(sink.url), ...mailSettings });
    const functions = await loadFunctions({
      clock: clock.now,
      newId: randomUUID,
      random: Math.random,
      verify: tokenVerifier({ keySet: signIns.keySet, ...signIns.terms, clock: clock.now }),
      log,
      mail: sesMailer({ client: ses, configurationSet: CONFIGURATION_SET }),
      sender: SENDER,
      keys: localKeys(inFolder(SIGNING_KEYS)),
      files: documents.files,
      publicUrl: url,
      newClient: () => localClient(endpoint),
      tableName,
    });
    return {
      functions,
      publicUrl: url,
      close() {
        ses.destroy();
        return documents.close();
      },
    };
  },
};
