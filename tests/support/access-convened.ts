import { anAgendaInput, RULES } from "./convened-town.ts";
import { aSession, aSlot } from "./builders.ts";
import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

/** A session to which the members of a body are convened, and one that is planned. */
export interface Convened {
  readonly session: string;
  readonly n: string;
  /** Of the body's member: a letter, for they have no address. */
  readonly notice: string;
  readonly planned: string;
  /** Of what its secretary has to look at, where there is something. */
  readonly code: string;
  /** The number of a slot of it that is open. */
  readonly slot: string;
  /** A session that was held, and what it agreed: for members. */
  readonly held: string;
  readonly agreement: string;
}

/** Says what governs a body, and convenes whoever holds the seat; the notices follow with the next tick. */
export async function convene(
  client: Client,
  at: string,
  { body, seat }: { readonly body: string; readonly seat: string },
): Promise<Convened> {
  mustBe(201, await client.put(`${at}/bodies/${body}/rules`, RULES));
  const slotted = aSession({ slots: [aSlot("19:00"), aSlot("19:30")] });
  const session = mustBe(201, await client.post(`${at}/bodies/${body}/sessions`, slotted)).body.id;
  mustBe(201, await client.put(`${at}/sessions/${session}/agenda`, anAgendaInput()));
  mustBe(201, await client.post(`${at}/sessions/${session}/convocations`));
  const later = aSession({ start: "2016-03-09T19:00:00" });
  const planned = mustBe(201, await client.post(`${at}/bodies/${body}/sessions`, later)).body.id;
  const past = aSession({ start: "2015-10-14T19:00:00", status: "held" });
  const held = mustBe(201, await client.post(`${at}/bodies/${body}/sessions`, past)).body.id;
  const reserved = { text: "Acord reservat", access: "members" };
  mustBe(201, await client.post(`${at}/sessions/${held}/agreements`, reserved));
  const agreed = { held, agreement: "1" };
  return { session, n: "1", notice: `${seat}.1.paper`, planned, code: "missed", slot: "1", ...agreed };
}
