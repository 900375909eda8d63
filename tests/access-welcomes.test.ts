import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../lib/api.ts";
import { OPINION } from "./support/access-minutes.ts";
import { COLUMNS, roleOf } from "./support/access-columns.ts";
import { ask } from "./support/access-requests.ts";
import { expectedToSee, OF_MEMBERS, placeOf } from "./support/access-rules.ts";
import type { Seen } from "./support/access-rules.ts";
import { newAccessGround, WHOSE } from "./support/fuzz-access.ts";
import type { AccessGround, Place, Whose } from "./support/fuzz-access.ts";
import { tokensOf } from "./support/fuzz-tokens.ts";
import type { Received } from "./support/fuzz-world.ts";
import type { Shown } from "./support/world.ts";

/** Routes that everyone may use, and on which a token shows or allows more. */
const welcoming = Object.entries(api).filter(([, { welcomes }]) => welcomes !== undefined);
const ASKING = [...COLUMNS, "nobody"] as const;

let ground: AccessGround;
let forged: Awaited<ReturnType<typeof tokensOf>>;
beforeAll(async () => {
  ground = await newAccessGround();
  forged = await tokensOf(ground.key, { ...ground.terms, subject: "operator", now: ground.now / 1000 });
});
afterAll(() => ground.close());

/** How much an answer shows, by what nobody else may read. */
const SHOWS: Readonly<Record<string, (body: Shown) => Seen>> = {
  getAgenda: ({ connection }) => (connection === null ? "public" : "inside"),
  listConvocations: ({ outlook }) => (outlook === null ? "public" : "inside"),
  getConvocation: ({ deadline, agenda }) =>
    deadline.strictest !== undefined ? "inside" : agenda.connection === null ? "public" : "as a member",
  putAnswer: () => "in",
  putAttendance: () => "in",
  getDocument: ({ download }) => (download === null ? "public" : "inside"),
  downloadDocument: () => "inside",
  listSlots: () => "public",
  putBooking: () => "in",
  getBooking: () => "in",
  cancelBooking: () => "in",
  // A superseded version is for those who were sent it; the text of an opinion is for members.
  listMinutes: ({ items }) => (items.length > 1 ? "inside" : "public"),
  getMinutes: ({ opinions }) => (opinions[0].text === null ? "public" : "inside"),
  showMinutes: ({ page }) => (page.includes(OPINION) ? "inside" : "public"),
  listAgreements: ({ items }) => (items.length > 0 ? "inside" : "public"),
  listBodyAgreements: ({ items }) => (items.length > 0 ? "inside" : "public"),
  getAgreement: ({ access }) => (access === "members" ? "inside" : "public"),
  getAgreementCertificate: () => "inside",
  showAgreementCertificate: () => "inside",
};

/** How the next convocation stands is there for what is planned only. */
const at = (name: string, place: Place, whose: Whose = "own"): Place =>
  name === "listConvocations" && whose !== "missing" ? { ...place, session: place["planned"] ?? "" } : place;

/** Who may record who comes is told that members come later. */
const isEarly = (name: string, status: number): boolean => name === "putAttendance" && status === 409;

const seenIn = (name: string, { status, text }: Received): unknown =>
  status === 200
    ? SHOWS[name]?.(text.startsWith("<") ? { page: text } : (JSON.parse(text) as Shown))
    : status === 303 || isEarly(name, status)
      ? SHOWS[name]?.({})
      : status;

describe("the matrix of what is open and knows its own", () => {
  const cells = welcoming.flatMap(([name, route]) =>
    ASKING.flatMap((column) => WHOSE.map((whose) => ({ name, route, column, whose }))),
  );
  const expectation = ({ name, column, whose }: (typeof cells)[number]): Seen | null =>
    expectedToSee(name, column === "nobody" ? null : roleOf(column), whose);

  it("has an expectation in every cell", () => {
    expect(welcoming.map(([name]) => name).toSorted()).toEqual(Object.keys(SHOWS).toSorted());
    expect(cells.filter((cell) => expectation(cell) === null)).toEqual([]);
  });

  it.each(cells)("$name for the $column, $whose", async (cell) => {
    const { name, route, column, whose } = cell;
    const place = placeOf(route, whose, ground.places);
    const authorization = column === "nobody" ? null : `Bearer ${ground.tokens[column]}`;
    const received = await ask(ground, [name, route], at(name, place, whose), authorization);
    expect(seenIn(name, received)).toBe(expectation(cell));
  });
});

describe("a token on a route that is open", () => {
  it.each(welcoming)("is believed by %s when it is good", async (name, route) => {
    const place = at(name, ground.places.own);
    for (const token of [forged.good, forged["good, as Cognito makes them"]])
      expect([200, 303, ...(isEarly(name, 409) ? [409] : [])]).toContain(
        (await ask(ground, [name, route], place, `Bearer ${token}`)).status,
      );
  });

  it.each(welcoming)("is not taken for none by %s when it cannot be believed", async (name, route) => {
    const headers = [...Object.values(forged.bad).map((token) => `Bearer ${token}`), `Basic ${forged.good}`];
    for (const authorization of headers) {
      const { status, text } = await ask(ground, [name, route], at(name, ground.places.own), authorization);
      expect([status, text.includes('"bad-token"')]).toEqual([401, true]);
    }
  });

  it.each(
    welcoming.filter(([name, { cacheSeconds }]) => cacheSeconds !== undefined && !OF_MEMBERS.includes(name)),
  )("makes the answer of %s one that no shared cache keeps", async (name, route) => {
    const place = at(name, ground.places.own);
    const shared = await ask(ground, [name, route], place, null);
    expect([shared.headers["cache-control"], shared.headers["vary"]]).toEqual([
      "public, max-age=0, s-maxage=60",
      "authorization",
    ]);
    for (const column of COLUMNS) {
      const { headers } = await ask(ground, [name, route], place, `Bearer ${ground.tokens[column]}`);
      expect([headers["cache-control"], headers["vary"]]).toEqual(["no-store", "authorization"]);
    }
  });
});
