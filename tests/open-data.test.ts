import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvOf } from "../lib/open-data/csv.ts";
import { datasetNames, datasets } from "../lib/open-data/model.ts";
import type { FieldNote } from "../lib/open-data/dataset.ts";
import { keys } from "../lib/table.ts";
import { aBody, anEntity, aSeat, aSession } from "./support/builders.ts";
import { addressOf, newConvenableTown, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Shown, World } from "./support/world.ts";

let world: World;
let town: ConvenedTown;
/** Two that were held, one that was not, and one to which members are convened. */
let first: string;
let second: string;
let failed: string;
let closed: string;
let convened: string;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
  const { operator, secretary, at, atBody } = town;
  const sessionOf = async (start: string, status: string): Promise<string> =>
    mustBe(201, await secretary.post(`${atBody}/sessions`, aSession({ start, status }))).body.id;
  first = await sessionOf("2015-03-02T18:00:00", "held");
  second = await sessionOf("2015-06-02T18:00:00", "held");
  closed = await sessionOf("2015-08-03T18:00:00", "held");
  failed = await sessionOf("2015-09-02T18:00:00", "not-held");
  const ready = await newReadySession(town, { start: "2016-02-10T18:00:00", place: "Sala de plens" });
  mustBe(201, await secretary.post(`${ready}/convocations`));
  convened = ready.split("/").at(-1) ?? "";
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  mustBe(
    201,
    await operator.post(`${at}/bodies`, aBody({ id: "taula", kind: "table", name: { es: '=Mesa "1", \n' } })),
  );
  mustBe(201, await operator.post(`${at}/bodies/taula/seats`, aSeat({ entity: "amics" })));
  mustBe(201, await operator.post(`${at}/bodies/taula/seats`, aSeat({ from: "2010", until: "2014" })));
  await put([
    minutesAt(first, 1, { status: "superseded" }),
    minutesAt(first, 2, { status: "corrected", approval: { at: "2015-06-02T17:00:00Z" } }),
    minutesAt(first, 3, { status: "approved", approval: { at: "2015-06-02T17:00:00Z" } }),
    minutesAt(second, 1, { status: "circulated" }),
    minutesAt(closed, 1, {
      status: "approved",
      // As a Junta de Govern has it (ROF 113.1.b).
      rules: { publicity: { layer: "mandatory", value: "members", article: "ROF 113.1.b", reading: null } },
    }),
    minutesAt(failed, 1, { status: "draft" }),
    agreementAt(first, 1, { item: "1", state: "done" }),
    agreementAt(first, 2, { access: "members" }),
    agreementAt(first, 3, { due: "2015-12-31" }),
    agreementAt(second, 1, {}),
    agreementAt(convened, 1, {}),
  ]);
});
afterAll(() => world.close());

const put = (items: readonly Shown[]) =>
  world.machine.table.transact(items.map(({ key, ...rest }) => ({ put: { ...key, schema: 1, ...rest } })));
const minutesAt = (session: string, n: number, rest: Shown) => ({
  key: keys.minutes("vilanova", session, n),
  n,
  ...rest,
});
const agreementAt = (session: string, n: number, rest: Shown) => ({
  key: keys.agreement("vilanova", session, n),
  n,
  text: { ca: `Acord ${n} de ${session}` },
  state: "open",
  ...rest,
});

const M = "/v1/municipalities/vilanova";
const page = (name: string, query = ""): Promise<Answer> =>
  world.citizen.get(`${M}/open-data/${name}${query}`);
const itemsOf = async (name: string, query = ""): Promise<Shown[]> =>
  mustBe(200, await page(name, query)).body.items;
const csvPage = (name: string, query = ""): Promise<Answer> => page(`${name}/csv`, query);
const rowsOf = ({ body }: Answer): Record<string, string>[] => parse(body, { columns: true, bom: true });

/** Without what lays a table out. */
const plain = (text: string) => text.replaceAll(/[ -]+/g, " ");

describe("the catalogue", () => {
  it("names every dataset, its fields as its rows have them, its columns, and no licence that nobody stated", async () => {
    const { body } = mustBe(200, await world.citizen.get(`${M}/open-data`));
    expect(body.license).toBeNull();
    expect(body.datasets.map((each: Shown) => each["dataset"])).toEqual(datasetNames);
    for (const { dataset, fields, columns } of body.datasets) {
      const [row] = await itemsOf(dataset);
      expect([dataset, fields.map(({ name }: Shown) => name)]).toEqual([dataset, Object.keys(row ?? {})]);
      const [header = ""] = String((await csvPage(dataset)).body)
        .replace("\ufeff", "")
        .split("\r\n");
      expect([dataset, header]).toEqual([dataset, columns.join(",")]);
    }
  });

  it("is in the documentation, dataset by dataset and field by field", () => {
    const doc = plain(readFileSync(new URL("../docs/open-data.md", import.meta.url), "utf8"));
    for (const [name, { fields, what, differs }] of Object.entries(datasets)) {
      expect(doc).toContain(plain(`## ${name}`));
      for (const text of [what, ...differs]) expect(doc).toContain(plain(text));
      for (const [field, note] of Object.entries<FieldNote>(fields))
        expect(doc).toContain(
          plain(`| \`${field}\` | ${note.what} | ${note.as.join(", ")} | ${note.differs ?? ""} |`),
        );
    }
  });
});

describe("a dataset", () => {
  it("of bodies has all that ever were, with their dates", async () => {
    mustBe(
      201,
      await town.operator.post(
        `${M}/bodies`,
        aBody({ id: "antic", founded: { date: "1990" }, dissolved: { date: "2009-05" } }),
      ),
    );
    const bodies = await itemsOf("bodies");
    expect(bodies.map(({ id, inForce }) => [id, inForce])).toEqual([
      ["antic", "no"],
      ["consell", "yes"],
      ["taula", "yes"],
    ]);
    expect(bodies[0]).toMatchObject({ classification: "council", startDate: "1990", endDate: "2009-05" });
  });

  it("of seats has the entity that holds one, leaves out what is over, and goes on from body to body", async () => {
    const all = await itemsOf("seats");
    expect(all.map(({ organization, role, holder }) => [organization, role, holder])).toEqual([
      ...["member", "member", "president", "secretary"].map(() => expect.arrayContaining(["consell", null])),
      ["taula", "member", "amics"],
    ]);
    const paged: Shown[] = [];
    let query = "?limit=3";
    for (let pages = 0; query !== "" && pages < 9; pages++) {
      const { body, headers } = mustBe(200, await page("seats", query));
      paged.push(...body.items);
      const [, next = ""] = /<[^?]*(\?[^>]*)>; rel="next"/.exec(headers.get("link") ?? "") ?? [];
      expect(next === "").toBe(body.cursor === null);
      query = next;
    }
    expect(paged).toEqual(all);
  });

  it("of sessions is chosen by day, both in", async () => {
    const of = async (query: string) => (await itemsOf("sessions", query)).map(({ id }) => id);
    expect(await of("")).toEqual([first, second, closed, failed, convened]);
    expect(await of("?from=2015-06-02&to=2015-09-02")).toEqual([second, closed, failed]);
    const [session] = await itemsOf("sessions", "?from=2016-01-01");
    expect(session).toMatchObject({
      location: { ca: "Sala de plens" },
      meetingState: "convened",
      cancelled: false,
    });
    for (const name of ["bodies", "seats"])
      expect((await page(name, "?from=2015-01-01")).body.faults[0].path).toBe("$.from");
    expect((await page("sessions", "?from=2015-02-01&to=2015-01-01")).status).toBe(400);
  });

  it("of agendas has what members were convened with, without what is for them alone", async () => {
    const items = await itemsOf("agendas");
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: `${convened}/1`, meeting: convened, number: 1, convocation: 1 });
    expect(items[0]?.["auxiliaryFile"].map(({ title }: Shown) => title.ca)).toEqual(["Proposta"]);
    // What was written since is not what they were convened with.
    const draft = await town.secretary.get(`${M}/sessions/${convened}/agenda?draft=true`);
    const changed = { items: [{ title: "Un altre punt" }] };
    const version = { "if-match": draft.headers.get("etag") ?? "" };
    mustBe(200, await town.secretary.put(`${M}/sessions/${convened}/agenda`, changed, version));
    expect(await itemsOf("agendas")).toEqual(items);
  });

  it("of minutes has the approved version and no draft, nor those that are for members", async () => {
    const at = `${M}/sessions/${first}/minutes/3`;
    expect(await itemsOf("minutes")).toEqual([
      expect.objectContaining({
        meeting: first,
        version: 3,
        date: "2015-06-02T17:00:00Z",
        accessUrl: at,
        downloadUrl: `${at}/page`,
      }),
    ]);
  });

  it("of agreements has the public ones of held sessions, and says where the minutes are not approved yet", async () => {
    const shown = (await itemsOf("agreements")).map(({ id, state, minutesApproved }) => [
      id,
      state,
      minutesApproved,
    ]);
    expect(shown).toEqual([
      [`${first}/1`, "done", true],
      [`${first}/3`, "open", true],
      [`${second}/1`, "open", false],
    ]);
  });

  it("holds no person", async () => {
    const all = await Promise.all(datasetNames.flatMap((name) => [page(name), csvPage(name)]));
    const text = JSON.stringify(all.map(({ body }) => body));
    const roles = ["president", "secretary", "first", "second"] as const;
    const telling = roles.flatMap((role) => [town.members[role].person, addressOf(role), `Nom ${role}`]);
    for (const each of [...telling, "Sala virtual 7", "reservat"]) expect(text).not.toContain(each);
    expect(text).toContain("Pressupost");
  });

  it("is not there in a town that is not, nor under a name that nobody gave; nor goes on from a cursor of another", async () => {
    expect((await world.citizen.get("/v1/municipalities/nowhere/open-data/bodies")).status).toBe(404);
    expect((await page("people")).status).toBe(404);
    for (const name of datasetNames) {
      const { status } = await page(name, `?cursor=${Buffer.from("PEOPLE#vilanova").toString("base64url")}`);
      expect([name, status]).toEqual([name, name === "bodies" || datasets[name].isDated ? 200 : 400]);
    }
  });
});

describe("CSV", () => {
  it("is read back by another reader, with each text in one language that is named", async () => {
    const answer = mustBe(200, await csvPage("bodies", "?language=it"));
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    const table = rowsOf(answer).find(({ id }) => id === "taula");
    expect(table).toMatchObject({
      name: `'=Mesa "1",`,
      nameLanguage: "es",
      description: "",
      descriptionLanguage: "",
    });
  });

  it("goes on in its own form, and begins every page with the mark that spreadsheets look for", async () => {
    const { headers } = mustBe(200, await csvPage("sessions", "?limit=1&language=es"));
    expect(headers.get("link")).toMatch(
      /^<\/v1\/municipalities\/vilanova\/open-data\/sessions\/csv\?limit=1&cursor=[\w-]+&language=es>; rel="next"$/,
    );
    const response = await fetch(`${world.machine.url}${M}/open-data/sessions/csv?limit=1`);
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+34 973", "'+34 973"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1", "'＝1"],
    ["\t=1", "'\t=1"],
    ['=HYPERLINK("http://example.org","x")', '"\'=HYPERLINK(""http://example.org"",""x"")"'],
    ["one, two", '"one, two"'],
    ["two\nlines", '"two\nlines"'],
    ["a=b", "a=b"],
  ])("tells no spreadsheet to work: %j is %j", (label, cell) => {
    const lines = csvOf("seats", [{ label: { ca: label } }], ["ca"]);
    const column = Object.keys(datasets.seats.row.shape).indexOf("label");
    expect(lines.slice(lines.indexOf("\r\n") + 2)).toBe(
      `${",".repeat(column)}${cell},ca${",".repeat(Object.keys(datasets.seats.row.shape).length - column - 1)}\r\n`,
    );
  });
});
