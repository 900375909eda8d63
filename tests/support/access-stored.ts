import * as z from "zod";
import type { Route } from "../../lib/platform/contract.ts";
import { jsonIn, leavesOf, sameJson, tellingIn } from "./fuzz-answers.ts";
import type { FuzzGround, Received, Sent } from "./fuzz-world.ts";

type Json = Readonly<Record<string, unknown>>;

/** What was answered and what is read again, as far as both show it: the same, or something is wrong. */
interface Pair {
  readonly answered: unknown;
  readonly stored: unknown;
  /** What else was answered: of seats, who sits there, which no public page shows. */
  readonly besides?: unknown;
}

/** What these take away is there no more. */
const ENDING = ["removeDocument", "erasePerson", "cancelBooking", "deleteUse"];

/** What was taken is read again: it is what was answered, and no text in it has changed. */
export async function wrongWithStored(ground: FuzzGround, sent: Sent, received: Received): Promise<string[]> {
  if (sent.name === "dismissAlert") return wrongWithDismissed(ground, sent);
  const address = isAnswer(sent)
    ? { route: ground.routeNamed("listAnswers"), path: sent.path.replace(/\/[^/]*$/, "") }
    : isOfSlots(sent)
      ? { route: ground.routeNamed("listSlots"), path: sent.path.replace(/\/\d+\/[^/]*$/, "") }
      : ground.addressOf(sent, received);
  if (!address) return ["was stored, and there is no address to read it at"];
  const read = async (path: string, query = ""): Promise<Received> => ground.read(address.route, path, query);
  if (ENDING.includes(sent.name)) {
    const { status } = await read(address.path);
    return status === 404 ? [] : [`was taken away, and reading it answers ${status}`];
  }
  const answered = (jsonIn(received.text) ?? {}) as Json;
  const again = await read(address.path, queryFor(sent));
  if (again.status !== 200) return [`was stored, and reading it answers ${again.status}`];
  const pairs = await pairsOf(ground, {
    sent,
    page: address.route,
    answered,
    stored: jsonIn(again.text) as Json,
  });
  const kept = new Set(leavesOf(pairs.map(({ stored, besides }) => [stored, besides])));
  const lost = tellingIn(jsonIn(String(sent.body))).filter((text) => !kept.has(text));
  return [
    ...pairs
      .filter((pair) => !sameJson(pair.stored, pair.answered))
      .map(({ stored }) => `is stored as something else: ${JSON.stringify(stored)?.slice(0, 600)}`),
    ...lost.map((text) => `does not give back ${JSON.stringify(text)}`),
  ];
}

/** What was dismissed is on the town's list no more. */
async function wrongWithDismissed(ground: FuzzGround, { path }: Sent): Promise<string[]> {
  const [, town = "", session = "", code = ""] =
    /^(.*)\/sessions\/([^/]+)\/alerts\/([^/]+)$/.exec(path) ?? [];
  const { text } = await ground.read(ground.routeNamed("listAlerts"), `${town}/alerts`);
  const { items } = jsonIn(text) as { items: Json[] };
  const isThere = items.some((alert) => alert["session"] === session && alert["code"] === code);
  return isThere ? ["was dismissed, and is listed"] : [];
}

const LAST_DAY = "?at=9999-12-31";

/** A page shows the name of its day: read on a day on which all of the answer shows. */
const queryFor = ({ name }: Sent): string =>
  /^(create|update)(Body|Entity)$/.test(name)
    ? LAST_DAY
    : name === "putAgenda" || name === "orderConvocation"
      ? "?draft=true"
      : "";

/** What is read of an answer is the secretary's list: its own address is a page for whoever gives it. */
const isAnswer = ({ name }: Sent): boolean => name === "putAnswer" || name === "sendAnswerForm";

const isOfSlots = ({ name }: Sent): boolean => name === "swapSlots" || name === "markNoShow";

/** A session or a series as everyone sees it: not whose its private slots are. */
function discreetly(shown: Json): Json {
  const hidden = (slots: unknown): unknown =>
    (slots as Json[]).map((slot) => (slot["private"] === true ? { ...slot, for: null, party: null } : slot));
  const { slots, segments } = shown;
  return {
    ...shown,
    ...(Array.isArray(slots) && { slots: hidden(slots) }),
    ...(Array.isArray(segments) && {
      segments: (segments as Json[]).map((each) => ({ ...each, slots: hidden(each["slots"]) })),
    }),
  };
}

interface Reading {
  readonly sent: Sent;
  readonly page: Route;
  readonly answered: Json;
  readonly stored: Json;
}

async function pairsOf(ground: FuzzGround, { sent, page, answered, stored }: Reading): Promise<Pair[]> {
  const inList = (list: unknown): unknown => (list as Json[]).find(({ id }) => id === answered["id"]);
  switch (sent.name) {
    case "serveNotice":
      return [{ answered, stored: inList(stored["items"]) }];
    case "putAnswer":
    case "sendAnswerForm": {
      const seat = sent.path.slice(sent.path.lastIndexOf("/") + 1);
      const kept = (stored["items"] as Json[]).find((each) => each["seat"] === seat);
      const said = { seat, reply: replyIn(sent) };
      const asSaid = { answered: said, stored: only(["seat", "reply"], kept ?? {}) };
      // A reason is the secretariat's to read, and is not in the answer to whoever gave it.
      const { reason, ...rest } = kept ?? {};
      const besides = { reason };
      return sent.name === "putAnswer"
        ? [asSaid, { answered, stored: rest, besides }]
        : [{ ...asSaid, besides }];
    }
    case "swapSlots":
    case "markNoShow": {
      const shown = (answered["items"] ?? [answered]) as Json[];
      const kept = stored["items"] as Json[];
      return shown.map((slot) => ({ answered: slot, stored: kept[Number(slot["slot"]) - 1] }));
    }
    case "recordEvent":
      return [{ answered, stored: inList(stored["events"]) }];
    case "createInstances":
      return Promise.all(
        (answered["items"] as Json[]).map(async (body) => {
          const route = ground.routeNamed("getBody");
          const path = sent.path.replace(/\/body-templates\/.*/, `/bodies/${String(body["id"])}`);
          const made = jsonIn((await ground.read(route, path)).text) as Json;
          return { answered: body, stored: only(Object.keys(body), made), besides: stored };
        }),
      );
    default:
      return [inCommon(sent.route, page, answered, stored)].map((pair) => ({
        ...pair,
        besides: [pair.besides, answered["slots"], answered["segments"]],
      }));
  }
}

const replyIn = ({ route, body }: Sent): unknown =>
  route.isForm
    ? new URLSearchParams(String(body)).get("reply")
    : (jsonIn(String(body)) as Json | undefined)?.["reply"];

/** Where the page has another shape than the answer: the fields that both shapes have. */
function inCommon(route: Route, page: Route, answered: Json, stored: Json): Pair {
  const [ours, theirs] = [fieldsOf(route, [200, 201]), fieldsOf(page, [200])];
  if (ours === null || theirs === null) return { answered: discreetly(answered), stored };
  const both = (shown: Json): Json =>
    Object.fromEntries(
      Object.entries(shown)
        .filter(
          ([name]) =>
            (ours.includes(name) && theirs.includes(name)) || !(ours.includes(name) || theirs.includes(name)),
        )
        // Of substitutes, everyone sees how many there are.
        .map(([name, value]) => [
          name,
          name === "substitutes" && Array.isArray(value) ? value.length : value,
        ]),
    );
  return {
    answered: both(discreetly(answered)),
    stored: both(stored),
    besides: [stored, without(theirs, answered)],
  };
}

function fieldsOf({ answers }: Route, statuses: readonly number[]): string[] | null {
  const shape = statuses.map((status) => answers[status]).find((each) => each !== undefined);
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : null;
}

const only = (names: readonly string[], value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
const without = (names: readonly string[], value: Json): Json =>
  Object.fromEntries(
    Object.entries(value).filter(([name, each]) => !names.includes(name) || typeof each === "object"),
  );
