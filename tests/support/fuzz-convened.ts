import { aSession } from "./builders.ts";
import { anAgendaInput, answerLinkOf } from "./convened-town.ts";
import type { Place } from "./fuzz-world.ts";
import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

/** Where the version is read that a change of a convocation is about: the address of the change has none. */
const VERSIONS: Readonly<Record<string, (path: string) => string>> = {
  putAgenda: (path) => `${path}?draft=true`,
  orderConvocation: (path) => path.replace(/\/order$/, "?draft=true"),
  createConvocation: (path) => path.replace(/\/convocations$/, ""),
};

export const versionAddress = (name: string, path: string): string | null => VERSIONS[name]?.(path) ?? null;

/** Convenes the members of a body on a day: gives back the session's path. The notices follow with the next tick. */
export async function convenedIn(operator: Client, at: string, body: string, day: string): Promise<string> {
  const session = aSession({ start: `${day}T19:00:00` });
  const { id } = mustBe(201, await operator.post(`${at}/bodies/${body}/sessions`, session)).body;
  mustBe(201, await operator.put(`${at}/sessions/${id}/agenda`, anAgendaInput()));
  mustBe(201, await operator.post(`${at}/sessions/${id}/convocations`));
  return `${at}/sessions/${id}`;
}

/** A session so soon that its secretary has something to look at: the place of that. */
export async function overdueIn(operator: Client, at: string, body: string): Promise<Place> {
  const session = aSession({ start: "2015-11-22T10:00:00" });
  const { id } = mustBe(201, await operator.post(`${at}/bodies/${body}/sessions`, session)).body;
  return { municipality: at.slice(at.lastIndexOf("/") + 1), session: id, code: "overdue" };
}

/** What can be asked about a convened session: its notices, by mail and on paper, and the links in them. */
export async function placesOfConvened(operator: Client, session: string): Promise<Place[]> {
  const [, municipality = "", id = ""] = /municipalities\/([^/]+)\/sessions\/([^/]+)$/.exec(session) ?? [];
  const { items } = mustBe(200, await operator.get(`${session}/convocations/1/notices`)).body as {
    items: { id: string; seat: string; channel: string }[];
  };
  const places: Place[] = [];
  for (const { id: notice, seat, channel } of items) {
    if (channel === "page") continue;
    const key = keyIn(await answerLinkOf({ secretary: operator }, session, seat, notice));
    const place = { municipality, session: id, n: "1", seat, key };
    places.push({ ...place, notice }, { ...place, notice: notice.replace(/\w+$/, "paper") });
  }
  return places;
}

const keyIn = (link: string): string => decodeURIComponent(/key=(.*)$/.exec(link)?.[1] ?? "");
