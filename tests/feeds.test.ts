import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calendarOf, uidOf } from "../lib/feeds/calendar.ts";
import type { Feed } from "../lib/feeds/calendar.ts";
import type { StoredSession } from "../lib/sessions/model.ts";
import { startUtcOf } from "../lib/sessions/time.ts";
import { aSeries, aSession, aSlot, aTown } from "./support/builders.ts";
import { judgedByLibical, judgedByPython } from "./support/judges.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

/** A session as the timeline gives it. */
function aStored(overrides: Partial<StoredSession> = {}): StoredSession {
  const { start = "2027-01-15T18:30:00", timeZone = "Europe/Madrid" } = overrides;
  return {
    id: "consell-2027-01-15",
    municipality: "vilanova",
    body: "consell",
    series: null,
    recurrenceDate: null,
    title: { ca: "Plenari del Consell" },
    kind: "ordinary",
    start,
    timeZone,
    startUtc: startUtcOf(start, timeZone),
    duration: "PT2H",
    place: null,
    slots: [],
    status: "planned",
    holiday: null,
    sequence: 0,
    version: 1,
    touched: false,
    updatedAt: "2026-11-02T08:00:00Z",
    ...overrides,
  };
}

const feedOf = (sessions: readonly StoredSession[], overrides: Partial<Feed> = {}): string =>
  calendarOf({
    name: { ca: "Consell de la Vila" },
    sessions,
    timeZone: "Europe/Madrid",
    townLanguage: "ca",
    bodies: new Map(),
    now: Date.UTC(2026, 10, 20),
    ...overrides,
  });

const unfolded = (ics: string): string[] => ics.replaceAll("\r\n ", "").split("\r\n");
/** The lines of the feed of one session that begin with this property. */
const lineOf = (
  name: string,
  session: Partial<StoredSession>,
  feed: Partial<Feed> = {},
): string | undefined =>
  unfolded(feedOf([aStored(session)], feed))
    .slice(unfolded(feedOf([])).indexOf("END:VTIMEZONE"))
    .find((line) => line.startsWith(name));

const names = (ics: string) => unfolded(ics).map((line) => /^[A-Z-]*/.exec(line)?.[0]);

const both = (ics: string) => [judgedByLibical(ics), judgedByPython(ics)];
const compact = (utc: string | null) => utc?.replaceAll(/[-:]/g, "");

describe("a feed, before two judges", () => {
  it("is a calendar even when there is nothing in it", () => {
    for (const verdict of both(feedOf([]))) expect(verdict).toEqual({ faults: [], starts: {} });
  });

  it("has a name, for readers of RFC 7986 and for older ones", () => {
    const lines = unfolded(
      feedOf([], { name: { ca: "Consell, Vila", es: "Consejo; Vila" }, language: "es" }),
    );
    expect(lines).toContain("NAME;LANGUAGE=es:Consejo\\; Vila");
    expect(lines).toContain("X-WR-CALNAME:Consejo\\; Vila");
    expect(lines).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    expect(lines.filter((line) => line.startsWith("METHOD"))).toEqual([]);
  });

  it("tells the hour of each session in winter and summer, in each zone of ours", () => {
    const rows = [
      ["Europe/Madrid", "2027-01-15T18:30:00", "20270115T173000Z"],
      ["Europe/Madrid", "2027-07-02T18:30:00", "20270702T163000Z"],
      ["Europe/Rome", "2015-12-04T10:00:00", "20151204T090000Z"],
      ["Europe/Rome", "2016-03-27T03:00:00", "20160327T010000Z"],
      ["Atlantic/Canary", "2027-01-15T18:30:00", "20270115T183000Z"],
      ["Atlantic/Canary", "2027-07-02T18:30:00", "20270702T173000Z"],
    ] as const;
    const sessions = rows.map(([timeZone, start], i) => aStored({ id: `s${i}`, timeZone, start }));
    for (const { faults, starts } of both(feedOf(sessions))) {
      expect(faults).toEqual([]);
      expect(Object.values(starts)).toEqual(rows.map(([, , utc]) => utc));
    }
  });

  it.each([
    ["Europe/Madrid", 2015, 2030],
    ["Europe/Rome", 2015, 2030],
    ["Atlantic/Canary", 2015, 2030],
    ["Europe/Istanbul", 2014, 2018], // stayed on summer time in 2016
    ["Africa/Casablanca", 2018, 2030], // pauses its summer time in Ramadan
    ["America/Sao_Paulo", 2016, 2021], // gave summer time up in 2019
    ["America/Mexico_City", 2019, 2025], // by one rule until it gave it up in 2022
    ["Australia/Lord_Howe", 2024, 2026], // moves by half an hour
    ["America/New_York", 2024, 2026],
    ["Asia/Calcutta", 2026, 2026], // an alias
    ["UTC", 2026, 2026],
  ])("has a VTIMEZONE for %s from %i to %i that agrees with the hours we publish", (timeZone, from, to) => {
    const days = Array.from({ length: (to - from + 1) * 36 }, (_, i) =>
      new Date(Date.UTC(from, 0, 1) + i * 10.14 * 86_400_000).toISOString().slice(0, 10),
    );
    const sessions = days.map((day) => aStored({ id: day, timeZone, start: `${day}T12:00:00` }));
    const expected = Object.fromEntries(
      sessions.map((session) => [uidOf(session), compact(session.startUtc)]),
    );
    for (const verdict of both(feedOf(sessions, { timeZone })))
      expect(verdict).toEqual({ faults: [], starts: expected });
  });

  it("leaves out of its years what no session needs", () => {
    const ics = feedOf([
      aStored({ start: "0001-01-01T12:00:00" }),
      aStored({ start: "9999-12-31T12:00:00" }),
    ]);
    expect(unfolded(ics).length).toBeLessThan(80);
  });

  it.each([
    ["no UID", /^UID.*\r\n/m, ""],
    ["a zone that is nowhere", /TZID=Europe\/Madrid/, "TZID=Europe/Nowhere"],
    ["no DTSTAMP", /^DTSTAMP.*\r\n/m, ""],
  ])("is refused by both with %s", (_, what, instead) => {
    const broken = feedOf([aStored()]).replace(what, instead);
    for (const { faults } of both(broken)) expect(faults).not.toEqual([]);
  });

  it("is refused by libical with a METHOD that wants an organizer", () => {
    expect(
      judgedByLibical(feedOf([aStored()]).replace("PRODID", "METHOD:PUBLISH\r\nPRODID")).faults,
    ).not.toEqual([]);
  });
});

describe("an event", () => {
  it("keeps its UID, counts its changes and says when it was changed, in UTC", () => {
    const session = { sequence: 4, updatedAt: "2026-12-01T07:15:00Z" };
    expect(lineOf("UID", session)).toBe("UID:consell-2027-01-15@vilanova.convoca");
    expect(lineOf("SEQUENCE", session)).toBe("SEQUENCE:4");
    expect(lineOf("DTSTAMP", session)).toBe("DTSTAMP:20261201T071500Z");
    expect(lineOf("LAST-MODIFIED", session)).toBe("LAST-MODIFIED:20261201T071500Z");
    expect(lineOf("RRULE", session)).toBeUndefined();
  });

  it.each([
    ["TENTATIVE", ["proposed"]],
    ["CONFIRMED", ["planned", "convened", "open", "held", "unrecorded"]],
    ["CANCELLED", ["cancelled", "lapsed", "not-held"]],
  ] as const)("is %s when the session is %j", (status, statuses) => {
    for (const each of statuses) expect(lineOf("STATUS", { status: each })).toBe(`STATUS:${status}`);
  });

  it.each([
    ["PT1H30M", "DURATION:PT1H30M"],
    ["P1W2D", "DURATION:P9D"],
    ["PT1H0M5S", "DURATION:PT1H0M5S"],
    [null, undefined],
  ])("of %s lasts %s", (duration, line) => expect(lineOf("DURATION", { duration })).toBe(line));

  it("is a whole day when no hour is known, and in no feed when not even the day is", () => {
    const day = { start: "2027-02-08", startUtc: null };
    expect(lineOf("DTSTART", day)).toBe("DTSTART;VALUE=DATE:20270208");
    expect(lineOf("DURATION", day)).toBeUndefined();
    const sessions = ["2027-02-08", "2027-02", "2027"].map((start) =>
      aStored({ id: start, start, startUtc: null }),
    );
    for (const verdict of both(feedOf(sessions)))
      expect(verdict).toEqual({ faults: [], starts: { "2027-02-08@vilanova.convoca": "20270208" } });
  });

  it.each([
    [{ ca: "Plenari", es: "Pleno" }, "es", "SUMMARY;LANGUAGE=es:Pleno"],
    [{ ca: "Plenari", es: "Pleno" }, undefined, "SUMMARY;LANGUAGE=ca:Plenari"],
    [{ ca: "Plenari", es: "Pleno" }, "en", "SUMMARY;LANGUAGE=ca:Plenari"],
    [{ it: "Seduta", es: "Pleno" }, "en", "SUMMARY;LANGUAGE=es:Pleno"],
  ])("of %j is read in %s as %s", (title, language, line) =>
    expect(lineOf("SUMMARY", { title }, { language })).toBe(line),
  );

  it("names its place, its slots and the holiday that it falls on", () => {
    const session = {
      place: { name: { ca: "Sala de plens; planta 1, dreta" } },
      holiday: { date: "2027-01-15", name: { ca: "Sant Maure" }, area: "ES-1", confirmed: true },
      slots: [aSlot("18:30", { duration: "PT45M", for: "Veïns del Xup" }), aSlot("19:15")],
    };
    expect(lineOf("LOCATION", session)).toBe("LOCATION;LANGUAGE=ca:Sala de plens\\; planta 1\\, dreta");
    expect(lineOf("DESCRIPTION", session)).toBe(
      String.raw`DESCRIPTION;LANGUAGE=ca:Festiu: Sant Maure\n18:30-19:15 Veïns del Xup\n19:15-19:45 (lliure)`,
    );
    for (const { faults } of both(feedOf([aStored(session)]))) expect(faults).toEqual([]);
  });
});

describe("the text of a feed", () => {
  it.each([
    ["a line break", "Ple\r\nATTENDEE:mailto:x@example.org\r\nSTATUS:CANCELLED"],
    ["another event", "Ple\nEND:VEVENT\nBEGIN:VEVENT\nUID:mine"],
    ["a Unicode line break", "Ple\u2028METHOD:CANCEL\u0085UID:mine"],
    ["NUL and escape", "Ple\u0000\u001b[2J"],
    ["a reversed direction", "Ple \u202Egnp.exe\u2066"],
    ["quotes, carets and separators", `Ple "^n^'; x:y, \\n \\`],
    ["half a character", "Ple \ud83d"],
  ])("lets %s do no harm", (_, hostile) => {
    const texts = { title: { ca: hostile }, place: { name: { ca: hostile } } };
    const slots = [aSlot("18:30", { duration: "PT15M", for: hostile })];
    const ics = feedOf([aStored({ ...texts, slots })], { name: { ca: hostile } });
    const harmless = aStored({
      place: { name: { ca: "Sala" } },
      slots: [aSlot("18:30", { duration: "PT15M" })],
    });
    expect(names(ics)).toEqual(names(feedOf([harmless])));
    expect(ics.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    expect(ics.isWellFormed()).toBe(true);
    const starts = { "consell-2027-01-15@vilanova.convoca": "20270115T173000Z" };
    for (const verdict of both(ics)) expect(verdict).toEqual({ faults: [], starts });
  });

  it("is folded at 75 octets and never within a character", () => {
    const title = { ca: `a${"ñ€😀".repeat(60)}` };
    const place = { name: { ca: "a".repeat(200) } };
    const ics = feedOf([aStored({ title, place })]);
    const lines = ics.split("\r\n").map((line) => Buffer.from(line));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
    expect(ics.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(lines.every((line) => Buffer.from(line.toString("utf8")).equals(line))).toBe(true);
    const event = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent");
    expect(event?.getFirstPropertyValue("summary")).toBe(title.ca);
  });

  it("stays the same, octet for octet, while nothing changes", () => {
    const title = { es: "Pleno", it: "Seduta" };
    const reordered = { it: "Seduta", es: "Pleno" };
    const [then, later] = [Date.UTC(2026, 10, 20), Date.UTC(2027, 5, 1)];
    expect(feedOf([aStored({ title })], { now: then })).toBe(
      feedOf([aStored({ title: reordered })], { now: later }),
    );
  });
});

describe("over HTTP", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld("2015-11-20T09:00:00Z");
  });
  afterAll(() => world.close());

  it("serves a town and a body from a year back on, and answers 304 to who has it", async () => {
    const { secretary, at, atBody } = await newTownWithBody(world, aTown({ id: "feeds", areas: [] }));
    mustBe(201, await secretary.post(`${atBody}/series`, aSeries({ horizonMonths: 3 })));
    for (const start of ["2014-11-19T18:30:00", "2014-11-20T18:30:00"])
      mustBe(201, await secretary.post(`${atBody}/sessions`, aSession({ start })));
    const { body, headers } = mustBe(200, await world.citizen.get(`${at}/calendar.ics`));
    expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    for (const { faults, starts } of both(body)) {
      expect(faults).toEqual([]);
      expect(Object.values(starts)).toEqual([
        "20141120T173000Z",
        "20151204T173000Z",
        "20160101T173000Z",
        "20160205T173000Z",
      ]);
    }
    const ofBody = mustBe(200, await world.citizen.get(`${atBody}/calendar.ics?language=es`));
    // A town's feed says whose session it is, since many are called alike.
    expect(ofBody.body).toBe(
      body.replaceAll("Consell de la Vila: ", "").replaceAll("Vilanova", "Consell de la Vila"),
    );
    const again = await world.citizen.get(`${at}/calendar.ics`, {
      "if-none-match": headers.get("etag") ?? "",
    });
    expect(again.status).toBe(304);
  });

  it("knows no feed of a town or a body that is not there", async () => {
    const { at } = await newTownWithBody(world, aTown({ id: "other", areas: [] }));
    for (const path of [
      "/v1/municipalities/nowhere",
      "/v1/municipalities/nowhere/bodies/consell",
      `${at}/bodies/nobody`,
    ])
      expect((await world.citizen.get(`${path}/calendar.ics`)).status).toBe(404);
  });
});
