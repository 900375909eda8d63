import { secretariat } from "../bodies/offices.ts";
import { areasOfResidence } from "../calendars/regions.ts";
import { reconsider } from "../convocations/timers.ts";
import { badInput, Refusal } from "../errors.ts";
import { excusesOf } from "../excuses/store.ts";
import { loadMunicipality, useLayer } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { given } from "../platform/shapes.ts";
import { setTimer } from "../platform/timers.ts";
import { isOver } from "../platform/validity.ts";
import { dateAt } from "../platform/zone.ts";
import { keys } from "../table.ts";
import { allSittings, standingOf } from "./access.ts";
import type { Standing } from "./access.ts";
import { eraseWrites, leaveSeats, leaveSoon } from "./erase.ts";
import { GRANTED_FIELDS, OWN_FIELDS } from "./input-model.ts";
import type { StoredPerson } from "./model.ts";
import { forgottenAt } from "./retention.ts";
import type { people } from "./routes.ts";
import { seatOf, shown } from "./show.ts";
import { findIdentity, signInWrites } from "./sign-in.ts";
import { loadPerson, putNewPerson, putPerson } from "./store.ts";
import { forgetTimer } from "./timers.ts";

export { listPeople } from "./list.ts";

type Chart = typeof people;

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
  const person = { ...input, ...fixed, neededOn: null, forgetAt: forgottenAt(recorded, retention, timeZone) };
  return commit(
    {
      status: 201,
      body: { id: person.id, municipality: town, version: 1 },
      location: `/v1/municipalities/${town}/people/${person.id}`,
    },
    [
      putNewPerson(person),
      ...livesIn(person),
      setTimer(forgetTimer(town, person.id, person.forgetAt)),
      ...(await signInWrites(table, null, person, newId)),
      ...keeperIsThere(person),
    ],
    { person: person.id },
  );
};

/** Whoever declares the holidays of where people live moves what they are convened to: the town hears of it. */
const livesIn = ({ municipality, residence }: StoredPerson) =>
  areasOfResidence(residence).map((area) => useLayer(area, municipality));

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
  if (patch.keeper !== undefined && patch.keeper !== before.keeper && standing !== "administration")
    await context.permit(secretariat, { municipality: before.municipality, body: patch.keeper ?? "" });
  const wasNeeded = before.administrator && patch.administrator === false;
  const neededOn = wasNeeded ? new Date(context.now).toISOString().slice(0, 10) : before.neededOn;
  const after = { ...before, ...given(patch), neededOn, version: before.version + 1 };
  if (after.administrator && after.signIn === null)
    throw badInput([["$.administrator", "needs a `signIn`: a token must be able to name them"]]);
  return commit(
    { status: 200, body: shown(after, sittings) },
    [
      putPerson(after, before.version),
      ...(await signInWrites(table, before, after, newId)),
      ...(after.keeper === before.keeper ? [] : keeperIsThere(after)),
      ...livesIn(after),
      // Where someone lives decides by when they have to be told (Ley 39/2015, 30.6).
      ...(after.residence === before.residence
        ? []
        : [...new Set(sittings.map(({ body }) => body))].map((body) =>
            setTimer(reconsider(after.municipality, body, context.now, after.id)),
          )),
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
  await leaveSeats(context, town, person.id).catch((error: unknown) => {
    // The person is erased; what a change of a seat at the same moment left, the timer finishes.
    context.log({
      level: "warn",
      left: "to the tick",
      reason: error instanceof Error ? error.name : "unknown",
    });
  });
  return answer;
};

export const exportPerson: Operation<Chart["exportPerson"]> = async ({ path }, context) => {
  const { person } = await approach(path, context);
  const [{ retention }, sittings, identity] = await Promise.all([
    loadMunicipality(context.table, path.municipality),
    allSittings(context, person, true),
    person.signIn && findIdentity(context.table, person.signIn),
  ]);
  const excuses = [];
  for await (const each of excusesOf(context.table, path.municipality, person.id)) excuses.push(each);
  const { forgetAt, neededOn: _, ...own } = person;
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
      excuses,
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
  const present = sittings.filter((each) => !isOver(each, dateAt(context.now, each.timeZone)));
  return { person, sittings, standing: await standingOf(person, present, context) };
}

/** 403 with all fields that are not this caller's to change. */
function mayChange(standing: Standing, fields: readonly string[]): void {
  const others = fields.filter((field) =>
    standing === "self"
      ? !OWN_FIELDS.includes(field)
      : standing === "reader" || (standing === "keeper" && GRANTED_FIELDS.includes(field)),
  );
  if (others.length > 0)
    throw new Refusal(
      "forbidden",
      `Not yours to change: ${others.join(", ")}. Leave it out, or ask whose it is.`,
    );
}
