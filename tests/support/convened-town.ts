import { aLayer, aPerson, aSeat, aSession } from "./builders.ts";
import { mustBe, newTownWithBody } from "./world.ts";
import type { Client, World } from "./world.ts";

/** Two clear working days, sessions that members may ask for, and the contents that Catalan law asks for. */
export const RULES = {
  from: "2015-01-01",
  profile: "llei-26-2010",
  own: {
    notice: { value: { n: 2, unit: "working-days", clearDays: true }, article: "Reglament 5" },
    onRequest: {
      value: { share: "quarter", of: "members", within: null, otherwise: null, mostAYear: null },
      article: "Reglament 6",
    },
  },
};

/** Complete by those rules, with what only members may read in it. */
export const anAgendaInput = (overrides: Record<string, unknown> = {}) => ({
  items: [
    {
      title: "Pressupost",
      documents: [
        { title: "Proposta", url: "https://example.org/proposta.pdf", access: "public" },
        { title: "Informe reservat", url: "https://example.org/reservat.pdf", access: "members" },
      ],
    },
  ],
  connection: "Sala virtual 7, clau 1234",
  order: { by: "president", act: "Decret 3/2016" },
  ready: true,
  ...overrides,
});

export interface Member {
  readonly seat: string;
  readonly person: string;
  /** Signed in as whoever sits there. */
  readonly client: Client;
}

export interface ConvenedTown {
  readonly operator: Client;
  readonly secretary: Client;
  readonly at: string;
  readonly atBody: string;
  /** By role; two who have none but that of a member. */
  readonly members: Readonly<Record<"president" | "secretary" | "first" | "second", Member>>;
}

const ROLES = { president: "president", secretary: "secretary", first: "member", second: "member" } as const;
export type RoleIn = keyof typeof ROLES;

/** The address of whoever sits there. */
export const addressOf = (role: RoleIn): string => `${role}@example.org`;

/** A town whose body has rules, a confirmed calendar of 2016, and four members with addresses. */
export async function newConvenableTown(world: World): Promise<ConvenedTown> {
  const { operator, secretary, at, atBody } = await newTownWithBody(world);
  mustBe(201, await operator.put("/v1/calendars/ES/2016", aLayer({})));
  mustBe(201, await secretary.put(`${atBody}/rules`, RULES));
  const member = async (name: RoleIn): Promise<Member> => {
    const person = mustBe(
      201,
      await operator.post(
        `${at}/people`,
        aPerson({ name: `Nom ${name}`, email: addressOf(name), keeper: "consell" }),
      ),
    ).body.id;
    const seat = aSeat({ role: ROLES[name], titular: person });
    const { id } = mustBe(201, await operator.post(`${atBody}/seats`, seat)).body;
    const client = await world.as({ role: "member", municipality: "vilanova", person });
    return { seat: id, person, client };
  };
  const members = {
    president: await member("president"),
    secretary: await member("secretary"),
    first: await member("first"),
    second: await member("second"),
  };
  return { operator, secretary, at, atBody, members };
}

/** Plans a session with a complete agenda: gives back its path. */
export async function newReadySession(
  { secretary, at, atBody }: Pick<ConvenedTown, "secretary" | "at" | "atBody">,
  overrides: Record<string, unknown> = {},
  agenda: Record<string, unknown> = {},
): Promise<string> {
  const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, aSession(overrides))).body;
  mustBe(201, await secretary.put(`${at}/sessions/${id}/agenda`, anAgendaInput(agenda)));
  return `${at}/sessions/${id}`;
}

/** The same, and members are convened to it and told, by the clock as it stands. */
export async function newConvenedSession(
  world: World,
  town: Pick<ConvenedTown, "secretary" | "at" | "atBody">,
  overrides: Record<string, unknown> = {},
): Promise<string> {
  const session = await newReadySession(town, overrides);
  mustBe(201, await town.secretary.post(`${session}/convocations`));
  await world.machine.advance(world.machine.clock.now());
  return session;
}

/** Where the letter of a member says that they answer: a path with its key. */
export async function answerLinkOf(
  { secretary }: Pick<ConvenedTown, "secretary">,
  session: string,
  seat: string,
  notice = `${seat}.1.mail`,
): Promise<string> {
  const letter = mustBe(200, await secretary.get(`${session}/convocations/1/notices/${notice}/letter`));
  const [, path = ""] = /https?:\/\/[^/\s"]+(\/v1\/[^\s"<]+\?key=[^\s"<&]+)/.exec(String(letter.body)) ?? [];
  return path;
}
