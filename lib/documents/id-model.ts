import * as z from "zod";

/** SHA-256 of a document's bytes: what was told of can be told from what was put there later. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in lower-case hexadecimal digits");

export const Access = z.enum(["members", "public"]);

export const DocumentId = z.uuid("must be a document's id").meta({ id: "DocumentId" });
