import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aTown } from "./support/builders.ts";
import { newConvenableTown, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { aDocument, aStoredDocument, BYTES, digestOf, sendTo } from "./support/documents.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Shown, World } from "./support/world.ts";

let world: World;
let town: ConvenedTown;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
});
afterAll(() => world.close());

const announce = async (overrides: Record<string, unknown> = {}): Promise<Shown> =>
  mustBe(201, await town.secretary.post(`${town.at}/documents`, aDocument(overrides))).body;
const complete = (id: string): Promise<Answer> =>
  town.secretary.post(`${town.at}/documents/${id}/completion`);
const said = ({ status, body }: Answer): string => `${status} ${body.code ?? body.state}`;
const stored = (overrides: Record<string, unknown> = {}): Promise<string> =>
  aStoredDocument(town.secretary, town.at, overrides);
/** What the address of a document's bytes leads to, as a browser goes there. */
const content = (id: string): Promise<Response> =>
  fetch(`${world.machine.url}${town.at}/documents/${id}/content`, { redirect: "follow" });

describe("a document", () => {
  it("is announced, sent, looked at, and then read by everyone: saved, never shown in place", async () => {
    const { id, upload, state } = await announce({ fileName: "acta d’abril (1).txt" });
    expect([state, upload.method]).toEqual(["awaited", "PUT"]);
    expect((await world.citizen.get(`${town.at}/documents/${id}`)).status).toBe(404);
    expect(said(await complete(id))).toBe("409 wrong-state");
    expect(await sendTo(upload, BYTES)).toBe("200");
    expect(said(await complete(id))).toBe("200 stored");
    const { body } = mustBe(200, await world.citizen.get(`${town.at}/documents/${id}`));
    expect(body).toMatchObject({ state: "stored", digest: digestOf(BYTES), bytes: 25 });
    const response = await content(id);
    expect([response.status, await response.text()]).toEqual([200, BYTES]);
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="acta d_abril _1_.txt"; filename*=UTF-8''acta%20d%E2%80%99abril%20%281%29.txt`,
    );
    expect(await (await fetch(body.download.url)).text()).toBe(BYTES);
  });

  it("leads to its bytes and is kept by no cache, which would lead to an address that is over", async () => {
    const path = `${town.at}/documents/${await stored()}/content`;
    const ask = (headers = {}) => fetch(world.machine.url + path, { redirect: "manual", headers });
    const first = await ask();
    expect([first.status, first.headers.get("cache-control"), first.headers.get("etag")]).toEqual([
      303,
      "no-store",
      null,
    ]);
    expect((await ask({ "if-none-match": '"1"' })).status).toBe(303);
  });

  it.each<[what: string, put: (upload: Shown) => Promise<string>, answer: string]>([
    [
      "other bytes of the same length",
      (upload) => sendTo(upload as never, BYTES.toUpperCase()),
      "400 BadDigest",
    ],
    ["more bytes", (upload) => sendTo(upload as never, `${BYTES}!`), "403 SignatureDoesNotMatch"],
    [
      "another type",
      ({ url, headers }) => sendTo({ url, headers: { ...headers, "content-type": "text/html" } }, BYTES),
      "403 SignatureDoesNotMatch",
    ],
    [
      "another digest",
      ({ url, headers }) => sendTo({ url, headers: { ...headers, "x-amz-checksum-sha256": "AAAA" } }, BYTES),
      "403 SignatureDoesNotMatch",
    ],
    ["no headers", ({ url }) => sendTo({ url, headers: {} }, BYTES), "403 SignatureDoesNotMatch"],
    [
      "another key",
      ({ url, headers }) => sendTo({ url: url.replace(/documents\/\w/, "documents/z"), headers }, BYTES),
      "403 SignatureDoesNotMatch",
    ],
    [
      "no signature",
      ({ url, headers }) => sendTo({ url: url.replace(/\?.*/, ""), headers }, BYTES),
      "403 AccessDenied",
    ],
    [
      "more time",
      ({ url, headers }) => sendTo({ url: url.replace("Expires=900", "Expires=90000"), headers }, BYTES),
      "403 SignatureDoesNotMatch",
    ],
  ])("takes none but its own bytes: not %s", async (_, put, answer) => {
    const { id, upload } = await announce();
    expect(await put(upload)).toBe(answer);
    expect(said(await complete(id))).toBe("409 wrong-state");
  });

  it("is refused with all that is wrong with it", async () => {
    const wrong = {
      fileName: "../acta.html",
      type: "text/html",
      bytes: 50_000_001,
      digest: "AB",
      access: "all",
    };
    const { status, body } = await town.secretary.post(`${town.at}/documents`, aDocument(wrong));
    expect([status, body.faults.map(({ path }: Shown) => path)]).toEqual([
      400,
      ["$.fileName", "$.fileName", "$.type", "$.bytes", "$.digest", "$.access"],
    ]);
    const mixed = aDocument({ fileName: "programa.pdf" });
    expect((await town.secretary.post(`${town.at}/documents`, mixed)).body.faults[0].path).toBe("$.fileName");
    const elsewhere = aDocument({ session: "altra-2016-01-01" });
    const answer = await town.secretary.post(`${town.at}/documents`, elsewhere);
    expect(answer.body.faults[0].path).toBe("$.session");
  });
});

describe("who may", () => {
  it("read one for members: those who sit in the body and its secretariat; for others there is none", async () => {
    const id = await stored({ access: "members" });
    const { members, secretary, operator, at } = town;
    mustBe(201, await operator.post(`${at}/bodies`, { id: "altra", name: "Altra", kind: "council" }));
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "lluny" })));
    const others = [
      world.citizen,
      await world.as({ role: "secretary", municipality: "vilanova", body: "altra" }),
      await world.as({ role: "administrator", municipality: "lluny" }),
    ];
    const missing = "00000000-0000-4000-8000-000000000000";
    for (const client of others)
      for (const path of ["", "/content"]) {
        const answer = await client.get(`${at}/documents/${id}${path}`);
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual((await client.get(`${at}/documents/${missing}${path}`)).body);
      }
    for (const client of [members.first.client, secretary, operator])
      expect(mustBe(200, await client.get(`${at}/documents/${id}`)).body.download.url).toContain(id);
    expect((await operator.get(`/v1/municipalities/lluny/documents/${id}`)).status).toBe(404);
  });

  it("announce, complete and remove: the secretariat of the body alone", async () => {
    const { id } = await announce();
    const { at, members } = town;
    const other = await world.as({ role: "secretary", municipality: "vilanova", body: "altra" });
    for (const client of [members.first.client, other]) {
      expect((await client.post(`${at}/documents`, aDocument())).status).toBe(403);
      expect((await client.post(`${at}/documents/${id}/completion`)).status).toBe(403);
      expect((await client.delete(`${at}/documents/${id}`)).status).toBe(403);
    }
  });
});

const agendaWith = (...documents: Shown[]) => ({ items: [{ title: "Pressupost", documents }] });

describe("an agenda", () => {
  it("names one: digest and access are its own, and the letter leads to it", async () => {
    const { secretary, at, members } = town;
    const id = await stored({ access: "members" });
    const session = await newReadySession(
      town,
      {},
      agendaWith({ title: "Proposta", document: id, access: "public" }),
    );
    const draft = mustBe(200, await secretary.get(`${session}/agenda?draft=true`));
    const url = `${at}/documents/${id}/content`;
    const named = {
      title: { ca: "Proposta" },
      document: id,
      digest: digestOf(BYTES),
      access: "members",
      url,
    };
    expect(draft.body.items[0].documents).toEqual([named]);
    const { items, ready } = draft.body;
    const again = await secretary.put(
      `${session}/agenda`,
      { items, ready },
      { "if-match": draft.headers.get("etag") ?? "" },
    );
    expect(mustBe(200, again).body.items[0].documents).toEqual([named]);
    const order = { by: "president", act: "Decret 4/2016" };
    mustBe(201, await secretary.post(`${session}/convocations`, { order, connection: undefined }));
    await world.machine.advance(world.machine.clock.now());
    const letter = await secretary.get(
      `${session}/convocations/1/notices/${members.first.seat}.1.mail/letter`,
    );
    expect(String(letter.body)).toContain(`${world.machine.publicUrl}${url}`);
    expect(mustBe(200, await world.citizen.get(`${session}/agenda`)).body.items[0].documents).toEqual([]);
  });

  it("names none that is not there, not this body's, another session's or still awaited", async () => {
    const { secretary, operator, at } = town;
    const [first, second] = [
      await newReadySession(town, { start: "2016-03-01T19:00:00" }),
      await newReadySession(town, { start: "2016-03-08T19:00:00" }),
    ];
    const taken = await stored();
    const etag = async (session: string) => ({
      "if-match": (await secretary.get(`${session}/agenda?draft=true`)).headers.get("etag") ?? "",
    });
    const naming = { title: "T", document: taken };
    mustBe(200, await secretary.put(`${first}/agenda`, agendaWith(naming), await etag(first)));
    const documents = [
      "00000000-0000-4000-8000-000000000000",
      taken,
      (await announce()).id,
      await aStoredDocument(operator, at, { body: "altra" }),
    ].map((document) => ({ title: "T", document }));
    const { status, body } = await secretary.put(
      `${second}/agenda`,
      agendaWith(...documents),
      await etag(second),
    );
    expect([status, body.faults.map(({ path }: Shown) => path)]).toEqual([
      400,
      [0, 1, 2, 3].map((i) => `$.items[0].documents[${i}].document`),
    ]);
    const path = { title: "T", url: `${at}/documents/${taken}/content` };
    expect((await secretary.put(`${second}/agenda`, agendaWith(path), await etag(second))).status).toBe(400);
  });
});

describe("removing one", () => {
  it("takes it and its bytes away, unless an agenda names it or members were convened with it", async () => {
    const { secretary, at } = town;
    const id = await stored();
    const session = await newReadySession(
      town,
      { start: "2016-04-05T19:00:00" },
      agendaWith({ title: "P", document: id }),
    );
    const remove = (which: string) => secretary.delete(`${at}/documents/${which}`);
    expect(said(await remove(id))).toBe("409 wrong-state");
    mustBe(201, await secretary.post(`${session}/convocations`, { order: { by: "president" } }));
    expect(said(await remove(id))).toBe("409 wrong-state");
    const free = await stored();
    const { url } = mustBe(200, await secretary.get(`${at}/documents/${free}`)).body.download;
    mustBe(200, await remove(free));
    expect((await world.citizen.get(`${at}/documents/${free}`)).status).toBe(404);
    await world.machine.advance(world.machine.clock.now());
    expect((await fetch(url)).status).toBe(404);
    expect((await content(id)).status).toBe(200);
  });
});

describe("time", () => {
  it("ends an address after its minutes, and what never came after a day; what came stays", async () => {
    const [late, sent, came] = [await announce(), await announce(), await stored()];
    expect(await sendTo(sent["upload"], BYTES)).toBe("200");
    const { url } = mustBe(200, await world.citizen.get(`${town.at}/documents/${came}`)).body.download;
    await world.clockTo("2016-01-11T09:05:00Z");
    expect((await fetch(url)).status).toBe(200);
    await world.clockTo("2016-01-11T09:15:01Z");
    expect((await fetch(url)).status).toBe(403);
    expect(await sendTo(late["upload"], BYTES)).toBe("403 AccessDenied");
    await world.clockTo("2016-01-12T10:00:00Z");
    for (const { id } of [late, sent]) {
      expect((await complete(id)).status).toBe(404);
      expect((await town.secretary.get(`${town.at}/documents/${id}`)).status).toBe(404);
    }
    expect((await content(came)).status).toBe(200);
  });
});
