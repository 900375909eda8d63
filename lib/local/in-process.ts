import { randomUUID } from "node:crypto";
import { awsCall } from "../platform/aws.ts";
import { mailPatience, sesMailer } from "../platform/ses.ts";
import { tokenVerifier } from "../platform/tokens.ts";
import { startFileStore } from "./file-store.ts";
import { loadFunctions } from "./functions.ts";
import type { Premises } from "./premises.ts";
import { localKeys, SIGNING_KEYS } from "./signing-keys.ts";
import { storeCalls } from "./store-calls.ts";
import { localPlace } from "./store.ts";

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
    const ses = awsCall({ ...localPlace("ses", sink.url), ...mailPatience });
    const functions = await loadFunctions({
      clock: clock.now,
      newId: randomUUID,
      random: Math.random,
      verify: tokenVerifier({ keySet: signIns.keySet, ...signIns.terms, clock: clock.now }),
      log,
      mail: sesMailer({ call: ses, configurationSet: CONFIGURATION_SET }),
      sender: SENDER,
      keys: localKeys(inFolder(SIGNING_KEYS)),
      files: documents.files,
      publicUrl: url,
      newCalls: () => storeCalls(endpoint),
      tableName,
    });
    return {
      functions,
      publicUrl: url,
      close: () => documents.close(),
    };
  },
};
