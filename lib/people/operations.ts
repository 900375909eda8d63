import { secretariat } from "../bodies/model.ts";
import { loadBody } from "../bodies/store.ts";
import { badInput, faulty, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { given } from "../platform/shapes.ts";
import { dateAt } from "../platform/sitting.ts";
import type { Sitting } from "../platform/sitting.ts";
import { setTimer } from "../platform/timers.ts";
import { eachSeat } from "../seats/store.ts";
import { keys } from "../table.ts";
import { allSittings, standingOf } from "./access.ts";
import type { Standing } from "./access.ts";
import { eraseWrites, leaveSeats, leaveSoon } from "./erase.ts";
import { GRANTED_FIELDS, OWN_FIELDS, PersonPage } from "./model.ts";
import type { StoredPerson } from "./model.ts";
import { forgottenAt } from "./retention.ts";
import type { people } from "./routes.ts";
import { findIdentity, signInWrites } from "./sign-in.ts";
import { loadPeople, loadPerson, personPage, putNewPerson, putPerson } from "./store.ts";
import { forgetTimer } from "./timers.ts";

type Chart = typeof people;

export const listPeople: Operation<Chart["listPeople"]> = async ({ path, query }, context) => {
  const { municipality: town } = path;
  const { table, permit } = context;
  const { body, ...paged } = query;
  if (body === undefined) {
    await permit(["operator", "administrator"], { municipality: town }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      throw faulty([{ in: "query", path: "$.body", message: "say of which body of yours" }]);
    });
    const { items, cursor } = await personPage(table, town, paged);
    const pages = await Promise.all(items.map(async (each) => shown(each, await allSittings(context, each))));
    return { status: 200, body: { items: pages, cursor } };
  }
  await permit(secretariat, { municipality: town, body });
  await loadBody(table, town, body);
  const ids = new Set<string>();
  for await (const { titular, substitutes } of eachSeat(table, town, body))
    for (const id of [titular, ...substitutes.map(({ person }) => person)]) if (id !== null) ids.add(id);
  const found = (await loadPeople(table, town, [...ids])).toSorted((a, b) => a.id.localeCompare(b.id));
  const pages = await Promise.all(found.map(async (each) => shown(each, await allSittings(context, each))));
  const seats = (all: PersonPage["seats"]) => all.filter((seat) => seat.body === body);
  return {
    status: 200,
    body: { items: pages.map((page) => ({ ...page, seats: seats(page.seats) })), cursor: null },
  };
};

export const createPerson: Operation<Chart["createPerson"]> = async (
  { path, body: input },
  { table, now, newId, commit, permit },
) => {
  const { municipality: town } = path;
  const { timeZone, retention } = await loadMunicipality(table, town);
  const { keeper, signIn, administrator } = input;
  if (keeper !== null) await permit(secretariat, { municipality: town, body: keeper });
  if (keeper === null || signIn !== null || administrator)
    await permit(["operator", "administrator"], { municipality: town }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(
        "forbidden",
        "Say as `keeper` for which body of yours; `signIn` and `administrator` are the administration's to set.",
      );
    });
  const recorded = dateAt(now, timeZone);
  const fixed = { id: newId(), municipality: town, recorded, version: 1 };
  const person = { ...input, ...fixed, forgetAt: forgottenAt(recorded, retention, timeZone) };
  return commit(
    {
      status: 201,
      body: { id: person.id, municipality: town, version: 1 },
      location: `/v1/municipalities/${town}/people/${person.id}`,
    },
    [
      putNewPerson(person),
      setTimer(forgetTimer(town, person.id, person.forgetAt)),
      ...(await signInWrites(table, null, person, newId)),
      ...keeperIsThere(person),
    ],
    { person: person.id },
  );
};

const keeperIsThere = ({ municipality, keeper }: StoredPerson) =>
  keeper === null
    ? []
    : [
        {
          check: keys.body(municipality, keeper),
          when: "present" as const,
          otherwise: new Refusal("not-found", `There is no body '${keeper}' in '${municipality}'.`),
        },
      ];

export const getPerson: Operation<Chart["getPerson"]> = async ({ path }, context) => {
  const { person, sittings } = await approach(path, context);
  return { status: 200, body: shown(person, sittings) };
};

export const updatePerson: Operation<Chart["updatePerson"]> = async (
  { path, body: patch, ifMatch },
  context,
) => {
  const { table, commit, newId } = context;
  const { person: before, sittings, standing } = await approach(path, context);
  mustMatch(ifMatch, before.version);
  mayChange(standing, Object.keys(patch));
  const after = { ...before, ...given(patch), version: before.version + 1 };
  if (after.administrator && after.signIn === null)
    throw badInput([["$.administrator", "needs a `signIn`: a token must be able to name them"]]);
  return commit(
    { status: 200, body: shown(after, sittings) },
    [
      putPerson(after, before.version),
      ...(await signInWrites(table, before, after, newId)),
      ...(after.keeper === before.keeper ? [] : keeperIsThere(after)),
    ],
    { person: after.id, version: after.version },
  );
};

export const erasePerson: Operation<Chart["erasePerson"]> = async ({ path }, context) => {
  const { table, commit, now } = context;
  const { municipality: town } = path;
  const person = await loadPerson(table, town, path.person);
  const answer = await commit(
    { status: 200, body: { id: person.id, erased: true as const } },
    [...(await eraseWrites(context, person)), ...leaveSoon(person, now)],
    { person: person.id },
  );
  await leaveSeats(context, town, person.id);
  return answer;
};

export const exportPerson: Operation<Chart["exportPerson"]> = async ({ path }, context) => {
  const { person } = await approach(path, context);
  const [{ retention }, sittings, identity] = await Promise.all([
    loadMunicipality(context.table, path.municipality),
    allSittings(context, person, true),
    person.signIn && findIdentity(context.table, person.signIn),
  ]);
  const { forgetAt, ...own } = person;
  return {
    status: 200,
    body: {
      person: own,
      seats: sittings.map(seatOf),
      signIn: identity && {
        issuer: identity.issuer,
        subject: identity.subject,
        offices: identity.offices.filter(({ municipality }) => municipality === person.municipality),
      },
      retention: { months: retention.people, lookedAt: forgetAt },
    },
  };
};

/** A person's record and their seats, for a caller who may see them. */
async function approach(
  { municipality, person: id }: { municipality: string; person: string },
  context: Context,
) {
  const person = await loadPerson(context.table, municipality, id);
  const sittings = await allSittings(context, person);
  return { person, sittings, standing: await standingOf(person, sittings, context) };
}

/** 403 with all fields that are not this caller's to change. */
function mayChange(standing: Standing, fields: readonly string[]): void {
  const others = fields.filter((field) =>
    standing === "self"
      ? !OWN_FIELDS.includes(field)
      : standing === "keeper" && GRANTED_FIELDS.includes(field),
  );
  if (others.length > 0)
    throw new Refusal(
      "forbidden",
      `Not yours to change: ${others.join(", ")}. Leave it out, or ask whose it is.`,
    );
}

function shown(stored: StoredPerson, sittings: readonly Sitting[]): PersonPage {
  const { forgetAt: _, ...person } = stored;
  return { ...person, seats: sittings.map(seatOf) };
}

const seatOf = ({ body, seat, role, as, from, until }: Sitting): PersonPage["seats"][number] =>
  PersonPage.shape.seats.element.parse({ body, seat, role, as, from, until });
