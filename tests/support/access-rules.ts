import type { Route } from "../../lib/platform/contract.ts";
import type { Role } from "./access-columns.ts";
import { NONE } from "./fuzz-access.ts";
import type { Place, Whose } from "./fuzz-access.ts";
import { parametersOf } from "./fuzz-world.ts";

export type Expectation = "in" | 403 | 404;

/** The parameters that lead to what belongs to one body, or to those who sit in it. */
const OF_BODIES = [
  "body",
  "series",
  "session",
  "seat",
  "relation",
  "person",
  "n",
  "notice",
  "code",
  "slot",
  "document",
  "version",
  "agreement",
];
const OF_TOWNS = [
  "municipality",
  "challenge",
  "plan",
  "template",
  "territory",
  "entity",
  "target",
  "place",
  "use",
];
const KNOWN = [...OF_TOWNS, ...OF_BODIES, "area", "year"];

/** These name the body elsewhere than in the path: `?body=`, `keeper`. */
const NAMING_A_BODY = ["listPeople", "createPerson", "createDocument"];

/**
 * What the chart's `allow` comes to: 403, 404, or "in" for whoever gets past it. Written by hand, from the words of the
 * chart alone; null for a path that this does not know, and then someone has to think.
 */
export function expected(name: string, route: Route, role: Role, whose: Whose): Expectation | null {
  const parameters = parametersOf(route);
  if (!parameters.every((each) => KNOWN.includes(each)) || route.allow === "everyone") return null;
  const mayAtAll = route.allow.includes(role);
  const last = parameters.at(-1);
  if (last === undefined) return mayAtAll ? "in" : 403;
  if (parameters[0] === "area") {
    // Layers are everyone's to read and anyone's to miss: there is nothing to hide. Putting one makes it.
    if (!mayAtAll) return 403;
    return role === "operator" || whose === "own" || whose === "part" ? "in" : 403;
  }
  if (parameters[0] !== "municipality") return null;
  const isElsewhere = whose === "foreign" || (whose === "missing" && last === "municipality");
  if (role !== "operator" && isElsewhere) return 404;
  if (!mayAtAll) return 403;
  if (role === "member") return asMember(name, last, whose);
  const asSecretary = role === "secretary" ? secretarys(name, last, whose) : "in";
  if (asSecretary !== "in") return asSecretary;
  // Asking about a page makes its survey.
  if (name === "putSurvey") return "in";
  return whose === "missing" ? 404 : "in";
}

/**
 * A member has their own person, and whether another one exists makes no difference; and the notices of the bodies where
 * they sit; and their word on minutes. Convocations are ordered by whoever presides, and the matrix' member does not.
 */
function asMember(name: string, last: string, whose: Whose): Expectation | null {
  if (last === "person") return whose === "own" ? "in" : 403;
  // Over their own seat: whether another one exists makes no difference.
  if (name === "putOpinion") return whose === "own" ? "in" : 403;
  if (name === "agreeToMinutes") return whose === "own" ? "in" : whose === "missing" ? 404 : 403;
  if (OF_THE_MEETING.includes(name)) return whose === "missing" ? 404 : whose === "own" ? "in" : 403;
  if (name !== "listNotices" && name !== "orderConvocation") return null;
  if (whose === "missing") return 404;
  return name === "listNotices" && whose === "own" ? "in" : 403;
}

/** Who attends, and what is voted, is for those who sit there. */
const OF_THE_MEETING = ["listAttendance", "getQuorum", "listVotes"];

export type Seen = Expectation | 401 | "public" | "inside" | "as a member";

/**
 * What someone gets, or sees, of a route that everyone may use and that knows its own: by hand, from the chart's words;
 * null for one that this does not know. `role` is null for whoever brings no token.
 */
export function expectedToSee(name: string, role: Role | null, whose: Whose): Seen | null {
  const isOver =
    role === "operator" ||
    (role === "administrator" && whose !== "foreign") ||
    (role === "secretary" && (whose === "own" || whose === "part")) ||
    (role === "member" && whose === "own");
  if (!WELCOMING.includes(name)) return null;
  if (whose === "missing") return 404;
  // An open slot is everyone's to book.
  if (name === "putBooking") return "in";
  const isKept = name === "getBooking" || name === "cancelBooking";
  if (name === "putAnswer" || name === "putAttendance" || isKept) {
    if (role === null) return 401;
    // Without the code of the session nobody checks in by themselves.
    if (name === "putAttendance" && role === "member") return whose === "foreign" ? 404 : 403;
    if (isKept && role === "member") return whose === "foreign" ? 404 : 403;
    return isOver ? "in" : whose === "foreign" ? 404 : 403;
  }
  // The matrix' documents are for members: for others there are none.
  if (OF_DOCUMENTS.includes(name)) return isOver ? "inside" : 404;
  if (name === "listSlots") return "public";
  // The agreement that is asked for is for members: to everyone else it is not there.
  if (OF_MEMBERS.includes(name)) return isOver ? "inside" : 404;
  if (!isOver) return "public";
  if (name === "listAgreements" || name === "listBodyAgreements") return "inside";
  // What one member says of the minutes, the others may read.
  if (name === "getMinutes" || name === "showMinutes") return "inside";
  // What members were sent stays theirs to read, also when a newer version follows.
  if (name === "listMinutes") return "inside";
  // How the next convocation stands, and by when each has to be told, is the secretariat's to know.
  if (role !== "member" || name === "getAgenda") return "inside";
  return name === "getConvocation" ? "as a member" : "public";
}

/** What they lead to in the places is for members. */
export const OF_MEMBERS = ["getAgreement", "getAgreementCertificate", "showAgreementCertificate"];
const OF_DOCUMENTS = ["getDocument", "downloadDocument"];
const MINUTES = ["listMinutes", "getMinutes", "showMinutes"];
const WELCOMING = [
  ...MINUTES,
  ...OF_DOCUMENTS,
  "getAgenda",
  "listConvocations",
  "getConvocation",
  "putAnswer",
  "putAttendance",
  "listSlots",
  "putBooking",
  "getBooking",
  "cancelBooking",
  "listAgreements",
  "listBodyAgreements",
  ...OF_MEMBERS,
];

/** A secretary has the body of the office and what is part of it: whether another one exists makes no difference. */
function secretarys(name: string, last: string, whose: Whose): Expectation | null {
  if (last === "municipality") return NAMING_A_BODY.includes(name) && whose === "sibling" ? 403 : "in";
  if (!OF_BODIES.includes(last)) return null;
  return whose === "sibling" || (whose === "missing" && last === "body") ? 403 : "in";
}

/** Where a route leads to in one of the places: of a path to what is missing, only the last id is. */
export function placeOf(route: Route, whose: Whose, places: Readonly<Record<Whose, Place>>): Place {
  const last = parametersOf(route).at(-1);
  if (whose !== "missing" || last === undefined) return places[whose];
  return { ...places.own, ...(last === "year" ? NONE : { [last]: NONE[last] ?? "none" }) };
}
