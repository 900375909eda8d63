import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

/** Of a town, all that is kept by a readable id beside bodies: one of each kind, all under this id. */
export async function newCatalogue(operator: Client, at: string, id: string): Promise<void> {
  const make = async (path: string, input: object) =>
    mustBe(201, await operator.post(at + path, { id, ...input }));
  await make("/challenges", { name: "Repte" });
  await make("/plans", { name: "Pla", elements: [{ id, kind: "axis", title: "Eix" }] });
  await make("/body-templates", { name: "Taula de {territory}", kind: "table" });
  await make("/territories", { name: "Barri", kind: "neighbourhood" });
  await make("/entities", { name: "Entitat" });
  mustBe(201, await operator.put(`${at}/surveys/page-${id}`, { statements: [{ id, text: "És útil." }] }));
  await make("/places", { name: "Sala" });
}
