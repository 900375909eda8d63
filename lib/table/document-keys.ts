import { join } from "./parts.ts";
import type { Key } from "./parts.ts";

/** Keys of documents. Their bytes are elsewhere: lib/documents/store.ts says where. */
export const documentKeys = {
  document: (town: string, document: string): Key => ({ pk: join("DOCUMENTS", town), sk: document }),
  documents: (town: string) => ({ pk: join("DOCUMENTS", town) }),
} as const;
