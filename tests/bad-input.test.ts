import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAULTS } from "./support/access-faults.ts";
import { saysOfToken } from "./support/premises.ts";
import { aSeries, aSession, aTown } from "./support/builders.ts";
import { clientOf, mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

let world: World;
let secretary: Client;
let operator: Client;
let at: string;
let atBody: string;
beforeAll(async () => {
  world = await newWorld();
  ({ secretary, operator, at, atBody } = await newTownWithBody(world));
});
afterAll(() => world.close());

const faultPaths = ({ body }: Shown) => body.faults.map(({ path }: Shown) => path);

describe("faults", () => {
  it("of a body are told all at once, each with its path", async () => {
    const answer = await secretary.post(`${atBody}/series`, {
      ...aSeries({ start: "2015-02-30T18:30:00", recurrence: "FREQ=HOURLY;BYHOUR=9", duration: "soon" }),
      slots: [{ at: "25:00", duration: "PT30M" }],
      colour: "red",
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(new Set(faultPaths(answer))).toEqual(
      new Set(["$.start", "$.recurrence", "$.duration", "$.slots[0].at", "$.colour"]),
    );
  });

  it("name the part of a rule that we do not do", async () => {
    const { body } = await secretary.post(
      `${atBody}/series`,
      aSeries({ recurrence: "FREQ=DAILY;BYHOUR=9;BYEASTER=1" }),
    );
    const messages = body.faults.map(({ message }: Shown) => message).join(" ");
    expect(messages).toContain("BYHOUR");
    expect(messages).toContain("BYEASTER");
  });

  it("include fields that only the service sets", async () => {
    const answer = await secretary.post(
      `${atBody}/sessions`,
      aSession({ version: 7, sequence: 3, startUtc: "x" }),
    );
    expect(faultPaths(answer)).toEqual(["$.version", "$.sequence", "$.startUtc"]);
  });

  it("are told of query parameters, too", async () => {
    const answer = await world.citizen.get(`${at}/sessions?from=yesterday&limit=0&sort=up`);
    expect(new Set(faultPaths(answer))).toEqual(new Set(["$.from", "$.limit", "$.sort"]));
  });

  it.each([
    ["not JSON", "{"],
    ["no object", "[]"],
    ["nothing", ""],
  ])("are told of a body that is %s", async (_, body) => {
    const answer = await secretary.post(`${atBody}/series`, body);
    expect([answer.status, answer.body.code]).toEqual([400, "bad-input"]);
  });

  it("of slots in their session are found before anything is written", async () => {
    const slots = [
      { at: "18:00", duration: "PT30M" },
      { at: "18:15", duration: "PT9H" },
    ];
    const answer = await secretary.post(`${atBody}/series`, aSeries({ id: "slots", slots }));
    expect(faultPaths(answer)).toEqual(["$.slots[0].at", "$.slots[1].at", "$.slots[1]", "$.slots[1].at"]);
  });
});

describe("faults of the registry", () => {
  it.each(FAULTS)("of %s are told all at once, each with its path", async (_, path, input, faults) => {
    const answer = await operator.post(at + path, input);
    expect([answer.status, answer.body.code]).toEqual([400, "bad-input"]);
    expect(faultPaths(answer).toSorted()).toEqual(faults.toSorted());
    for (const { message } of answer.body.faults) expect(message).toMatch(/./);
  });

  it.each<[what: string, path: string, before: object]>([
    ["a challenge", "/challenges/repte", { id: "repte", name: "Repte", until: "2015-12-18" }],
    ["a plan", "/plans/pla", { id: "pla", name: "Pla", until: "2015-12-18" }],
    ["an entity", "/entities/ateneu", { id: "ateneu", name: "Ateneu", until: "2015-12-18" }],
  ])("of %s that a change would end before it begins have a message, too", async (_, path, before) => {
    mustBe(201, await operator.post(at + path.replace(/\/[^/]*$/, ""), before));
    const { status, body } = await operator.patch(at + path, { from: "2016-03-18" });
    expect([status, body.faults]).toEqual([
      400,
      [{ in: "body", path: "$.until", message: expect.stringMatching(/./) as string }],
    ]);
  });
});

describe("a rule that would give too much", () => {
  it("is refused, whether it would be stored or only looked at", async () => {
    const stored = await secretary.post(
      `${atBody}/series`,
      aSeries({
        id: "daily",
        start: "1970-01-01T10:00:00",
        recurrence: "FREQ=DAILY",
        generateFrom: "1970-01-01",
      }),
    );
    const previewed = await world.citizen.post(`${at}/recurrence-previews`, {
      start: "1970-01-01T10:00:00",
      timeZone: "Europe/Madrid",
      recurrence: "FREQ=DAILY",
      from: "1970-01-01T00:00:00Z",
      to: "2019-12-31T00:00:00Z",
    });
    expect([stored.status, faultPaths(stored)]).toEqual([400, ["$.recurrence"]]);
    expect([previewed.status, faultPaths(previewed)]).toEqual([400, ["$.recurrence"]]);
  });
});

describe("a key for retries", () => {
  it("does no harm where nothing is written", async () => {
    const preview = {
      start: "2015-12-04T18:30:00",
      timeZone: "Europe/Madrid",
      recurrence: "FREQ=MONTHLY;BYDAY=1FR",
      from: "2015-12-01T00:00:00Z",
      to: "2016-01-31T00:00:00Z",
    };
    const { status, body } = await world.citizen.post(`${at}/recurrence-previews`, preview, {
      "idempotency-key": "k",
    });
    expect([status, body.occurrences.length]).toEqual([200, 2]);
  });
});

describe("texts without end", () => {
  it("are refused before they are too large to store", async () => {
    const objectives = Array.from({ length: 50 }, () => "objectiu ".repeat(440));
    const large = await operator.post(`${at}/bodies`, {
      id: "large",
      name: "L",
      kind: "table",
      objectives: objectives,
    });
    expect(large.status).toBe(201);
    const many = objectives.map((text) =>
      Object.fromEntries(["ca", "es", "en", "it"].map((tag) => [tag, text])),
    );
    const answer = await operator.post(`${at}/bodies`, {
      id: "larger",
      name: "L",
      kind: "table",
      objectives: many,
    });
    expect([answer.status, answer.body.code]).toEqual([413, "too-large"]);
  });
});

describe("what is not there", () => {
  it.each([
    ["town", "/v1/municipalities/nowhere"],
    ["town's sessions", "/v1/municipalities/nowhere/sessions"],
    ["town's bodies", "/v1/municipalities/nowhere/bodies"],
    ["town's calendar", "/v1/municipalities/nowhere/calendar.ics"],
    ["body", "/v1/municipalities/vilanova/bodies/none"],
    ["body's sessions", "/v1/municipalities/vilanova/bodies/none/sessions"],
    ["body's sessions by query", "/v1/municipalities/vilanova/sessions?body=none"],
    ["body's series", "/v1/municipalities/vilanova/bodies/none/series"],
    ["session", "/v1/municipalities/vilanova/sessions/none-2015-12-04"],
    ["layer", "/v1/calendars/FR/2015"],
    ["address", "/v1/municipalities/Vila%20Nova"],
    ["route", "/v1/nothing"],
  ])("answers 404 for a %s", async (_, path) => {
    const { status, body } = await world.citizen.get(path);
    expect([status, body.code]).toEqual([404, "not-found"]);
  });
});

describe("who may", () => {
  it("is asked for a token, a believable one, the right office, and sees a foreign town as a missing one", async () => {
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "foreign" })));
    const foreign = await world.as({ role: "administrator", municipality: "foreign" });
    const sibling = await world.as({ role: "secretary", municipality: "vilanova", body: "other" });
    const series = aSeries({ id: "who" });
    const forged = clientOf(world.machine.url, `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`);
    const [nobody, unbelieved, ...others] = await Promise.all(
      [world.citizen, forged, sibling, foreign].map((client) => client.post(`${atBody}/series`, series)),
    );
    expect([nobody?.status, unbelieved?.status]).toEqual([401, 401]);
    expect(saysOfToken(JSON.stringify(nobody?.body), "no-token")).toBe(true);
    expect(saysOfToken(JSON.stringify(unbelieved?.body), "bad-token")).toBe(true);
    expect(others.map(({ status, body }) => [status, body.code])).toEqual([
      [403, "forbidden"],
      [404, "not-found"],
    ]);
  });
});

describe("versions", () => {
  it("must be named, and must be the present one", async () => {
    mustBe(201, await secretary.post(`${atBody}/sessions`, aSession()));
    const path = `${at}/sessions/consell-2016-02-10`;
    const patch = (headers: Record<string, string>) =>
      fetch(world.machine.url + path, {
        method: "PATCH",
        headers: { ...headers, authorization: `Bearer ${secretary.token}` },
        body: JSON.stringify({ title: "Nova" }),
      }).then(async (answer) => [answer.status, answer.headers.get("etag")]);
    expect(await patch({})).toEqual([428, null]);
    expect(await patch({ "if-match": '"9"' })).toEqual([412, null]);
    expect(await patch({ "if-match": "nine" })).toEqual([400, null]);
    expect(await patch({ "if-match": '"1"' })).toEqual([200, '"2"']);
  });

  it("let a client skip what it has: 304", async () => {
    const path = `${at}/bodies/consell`;
    const { headers } = await world.citizen.get(path);
    const etag = headers.get("etag") ?? "";
    // Compressed on its way, it is known by a weak one.
    for (const known of [etag, `W/${etag}`, `"other", W/${etag}`]) {
      const again = await world.citizen.get(path, { "if-none-match": known });
      expect([again.status, again.body]).toEqual([304, ""]);
    }
  });
});

const ask = (origin: string, method = "GET") =>
  fetch(`${world.machine.url}/health`, { method, headers: { origin } });

describe("web clients of other origins", () => {
  it("are served as the settings say", async () => {
    const allowed = await ask("https://pages.example.org");
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://pages.example.org");
    expect(allowed.headers.get("access-control-expose-headers")).toContain("etag");
    const preflight = await ask("https://pages.example.org", "OPTIONS");
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([
      204,
      "authorization,content-type,if-match,if-none-match,idempotency-key",
    ]);
    expect(
      (await ask("https://elsewhere.example.org")).headers.get("access-control-allow-origin"),
    ).toBeNull();
  });
});
