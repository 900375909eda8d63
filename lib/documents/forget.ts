import { carryOut, commit } from "../platform/commit.ts";
import type { Work } from "../platform/tick.ts";
import { takeTimer } from "../platform/timers.ts";
import { fileKey, findDocument, removeDocumentItem } from "./store.ts";

/**
 * Forgets a document whose bytes never came, and removes the bytes of one that is gone. First the item, then the bytes,
 * then the timer: whatever stops this in between, the next run finishes, and no document is ever without its bytes.
 */
export const forgetDocument: Work = async (timer, platform) => {
  const [town = "", id = ""] = timer.reference;
  const document = await findDocument(platform.table, town, id);
  if (document?.state === "stored") return carryOut(platform.table, [takeTimer(timer)]);
  if (document) {
    const deed = { realm: town, by: "tick", operation: "forgetDocument", about: { document: id } };
    await commit(platform, deed, [removeDocumentItem(document)]);
  }
  await platform.files.remove(fileKey(town, id));
  return carryOut(platform.table, [takeTimer(timer)]);
};
