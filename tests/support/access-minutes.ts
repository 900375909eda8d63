import { digestOf } from "../../lib/ledger/chain.ts";
import { MinutesContent } from "../../lib/minutes/content-model.ts";
import type { Minutes } from "../../lib/minutes/model.ts";
import { putNewMinutes, putOpinion } from "../../lib/minutes/store.ts";
import type { Table } from "../../lib/platform/dynamo.ts";
import type { Place } from "./fuzz-access.ts";

const NOW = "2015-11-20T09:00:00Z";

/** The version of the minutes that paths lead to: approved, with an opinion whose text is for members; the one before is superseded. */
export const APPROVED = "2";

export const OPINION = "No hi estic conforme";

/** Minutes of the session of a place, as they are found: the ways there are told elsewhere. */
export async function putMinutesAt(table: Table, place: Place): Promise<void> {
  const { municipality = "", body = "", session = "", seat = "" } = place;
  const said = {
    municipality,
    session,
    seat,
    tenure: 1,
    role: "member" as const,
    label: null,
    text: { ca: OPINION },
    access: "members" as const,
    at: NOW,
    by: "member" as const,
    until: NOW,
    provisional: false,
    version: 1,
  };
  await table.transact([
    putNewMinutes(aVersion({ municipality, body, session }, 1, "superseded")),
    putNewMinutes(aVersion({ municipality, body, session }, Number(APPROVED), "approved")),
    putOpinion(said),
  ]);
}

function aVersion(
  of: Pick<Minutes, "municipality" | "body" | "session">,
  n: number,
  status: Minutes["status"],
): Minutes {
  const content = contentOf(of);
  return {
    ...of,
    n,
    basedOn: n - 1,
    status,
    content,
    digest: digestOf(content),
    checklist: [],
    createdAt: NOW,
    circulatedAt: NOW,
    approval: null,
    corrections: [],
    version: 1,
    rules: {},
    agreed: [],
  };
}

const contentOf = (of: Pick<Minutes, "municipality" | "body" | "session">): MinutesContent =>
  MinutesContent.parse({
    ...of,
    agreements: [],
    type: "minutes",
    townName: { ca: "Vila" },
    bodyName: { ca: "Consell" },
    title: { ca: "Sessió" },
    kind: "ordinary",
    start: "2016-02-10T19:00:00",
    day: "2016-02-10",
    timeZone: "Europe/Madrid",
    place: null,
    remote: false,
    calls: [],
    call: 1,
    constituted: "quorum",
    legalNumber: null,
    openedAt: null,
    closedAt: null,
    presiding: null,
    secretary: null,
    cause: null,
    members: [],
    items: [],
    incidents: { ca: "Cap incidència" },
    remarks: null,
    recording: null,
  });
