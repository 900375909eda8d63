import { aBody, aLayer, aPerson, aSeat, aSession, aTown } from "./builders.ts";
import { mustBe } from "./world.ts";
import type { Answer, Client, World } from "./world.ts";

/** A seat to be taken in, and who sits on it; `email` null: only paper reaches them. */
export interface MemberIdea {
  readonly role?: string;
  readonly name?: string;
  readonly email?: string | null;
  readonly language?: string;
  readonly residence?: string;
}

/** A town whose council can be convened: calendars confirmed, rules set, members on their seats. */
export interface ConveningTown {
  readonly operator: Client;
  readonly secretary: Client;
  readonly at: string;
  readonly atBody: string;
  /** Ids, in the order of the ideas. */
  readonly people: readonly string[];
  readonly seats: readonly string[];
}

export const CATALAN_RULES = {
  from: "2015-01-01",
  profile: "llei-26-2010",
  act: "Reglament del Consell",
  own: {
    notice: {
      value: { n: 2, unit: "working-days", clearDays: true },
      article: "Reglament 8",
    },
  },
};

export const usualMembers: readonly MemberIdea[] = [
  { role: "president", email: "presidencia@example.org" },
  { role: "secretary", email: "secretaria@example.org" },
  { email: "vocal-1@example.org" },
  { email: "vocal-2@example.org", language: "es" },
  { email: null },
];

interface Overrides {
  readonly town?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
  readonly rules?: Record<string, unknown> | null;
  readonly members?: readonly MemberIdea[];
  readonly years?: readonly number[];
}

export async function newConveningTown(world: World, ideas: Overrides = {}): Promise<ConveningTown> {
  const {
    town = {},
    body = {},
    rules = CATALAN_RULES,
    members = usualMembers,
    years = [2015, 2016, 2017],
  } = ideas;
  const [of, council] = [aTown(town), aBody(body)];
  const operator = await world.as({ role: "operator" });
  const at = `/v1/municipalities/${of.id}`;
  const atBody = `${at}/bodies/${council.id}`;
  for (const area of of.areas)
    for (const year of years) {
      const layer = await operator.put(
        `/v1/calendars/${area}/${year}`,
        aLayer({ [`${year}-01-01`]: "Cap d'Any" }),
      );
      if (![200, 201, 428].includes(layer.status)) mustBe(201, layer);
    }
  mustBe(201, await operator.post("/v1/municipalities", of));
  mustBe(201, await operator.post(`${at}/bodies`, council));
  const secretary = await world.as({ role: "secretary", municipality: of.id, body: council.id });
  if (rules) mustBe(201, await secretary.put(`${atBody}/rules`, rules));
  const people: string[] = [];
  const seats: string[] = [];
  for (const [i, idea] of members.entries()) {
    const {
      role = "member",
      name = `Persona ${i + 1}`,
      email = `persona-${i + 1}@example.org`,
      ...rest
    } = idea;
    const person = mustBe(201, await operator.post(`${at}/people`, aPerson({ name, email, ...rest }))).body
      .id;
    const seat = mustBe(201, await operator.post(`${atBody}/seats`, aSeat({ role, titular: person }))).body
      .id;
    people.push(person);
    seats.push(seat);
  }
  return { operator, secretary, at, atBody, people, seats };
}

export const anAgenda = (overrides: Record<string, unknown> = {}) => ({
  items: [
    {
      title: "Pressupost participatiu",
      documents: [{ title: "Proposta", url: "https://example.org/proposta.pdf", digest: "ab".repeat(32) }],
    },
  ],
  order: { by: "president", act: "Decret 3/2016" },
  ready: true,
  ...overrides,
});

/** A session with its agenda, ready to be convened; gives its id. */
export async function aReadySession(
  { secretary, at, atBody }: Pick<ConveningTown, "secretary" | "at" | "atBody">,
  session: Record<string, unknown> = {},
  agenda: Record<string, unknown> = {},
): Promise<string> {
  const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, aSession(session))).body;
  mustBe(201, await secretary.put(`${at}/sessions/${id}/agenda`, anAgenda(agenda)));
  return id;
}

/** Whether it was refused, and with which code. */
export const refusal = ({ status, body }: Answer): string => `${status} ${body.code}`;

/** To whom, about which session and version, mails went. */
export const mailsOf = (world: World): string[] =>
  world.machine.sink
    .mails()
    .map(({ to, tags }) => `${tags["what"]} ${tags["session"]} ${tags["n"]} ${to}`)
    .toSorted();
