import { secretariat } from "../bodies/offices.ts";
import { badInput, Refusal } from "../errors.ts";
import { digestOf } from "../ledger/chain.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadSession } from "../sessions/store.ts";
import { checklistOf } from "./checklist.ts";
import { MinutesContent } from "./content-model.ts";
import type { Minutes } from "./model.ts";
import type { minutes } from "./routes.ts";
import { shownMinutes } from "./show.ts";
import { beginnings, go } from "./states.ts";
import { loadMinutes, putMinutes, putNewMinutes } from "./store.ts";

/** So many texts as keys of the table count (`nth`). */
const MOST_VERSIONS = 999;

/**
 * Puts a material or factual error of approved minutes right, as a version of its own that shows it: never the substance of what
 * was agreed (ROF 91.1; DL 2/2003, 110.3). Only the secretary's texts can be corrected so: votes, attendance and agreements are
 * the record's. 400 where the words are not in them exactly once, 409 where the version is not the approved one.
 */
export const correctMinutes: Operation<(typeof minutes)["correctMinutes"]> = async (
  { path, body: input },
  context,
) => {
  const { municipality, session: id, version: n } = path;
  const { table, now, permit, commit } = context;
  const session = await loadSession(table, municipality, id);
  await permit(secretariat, { municipality, body: session.body });
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadMinutes(table, municipality, id, n),
  ]);
  const status = go(before.status, "correct");
  if (n >= MOST_VERSIONS) throw new Refusal("wrong-state", "There are too many versions of these minutes.");
  const { item = null, was, is } = input;
  const content = corrected(before.content, item, was, is);
  const at = formatInstant(now);
  const correction = { item, was, is, reason: inLanguage(language, input.reason), at, corrects: n };
  const after: Minutes = {
    ...before,
    // What is approved is the latest version: nothing but its correction comes after it.
    n: n + 1,
    basedOn: n,
    status: beginnings.correct,
    content,
    digest: digestOf(content),
    checklist: checklistOf(content, before.rules),
    createdAt: at,
    corrections: [...before.corrections, correction],
    version: 1,
  };
  return commit(
    {
      status: 201,
      body: await shownMinutes(context, after, "secretariat"),
      location: `/v1/municipalities/${municipality}/sessions/${id}/minutes/${after.n}`,
    },
    [putNewMinutes(after), putMinutes({ ...before, status, version: before.version + 1 }, before.version)],
    { session: id, n: after.n, corrects: n, digest: after.digest },
  );
};

type Text = Readonly<Record<string, string>>;

/** The content with the words put right where they stand: in one place of the free texts, of one item or of all. */
function corrected(content: MinutesContent, item: string | null, was: string, is: string): MinutesContent {
  let places = 0;
  const put = (text: string): string => {
    places += text.split(was).length - 1;
    return text.replace(was, () => is);
  };
  const right = <T extends Text | null>(text: T): T =>
    text && (Object.fromEntries(Object.entries(text).map(([tag, each]) => [tag, put(each)])) as T);
  const items = content.items.map((each) =>
    item !== null && each.id !== item
      ? each
      : {
          ...each,
          debate: each.debate.map(right),
          interventions: each.interventions.map((one) => ({ ...one, text: right(one.text) })),
        },
  );
  const around =
    item === null ? { incidents: right(content.incidents), remarks: right(content.remarks) } : {};
  if (places !== 1)
    throw badInput([
      [
        "$.was",
        places === 0
          ? "does not stand in the texts of the minutes: votes, attendance and agreements are not corrected here"
          : `stands in ${places} places: give more of the words around it`,
      ],
    ]);
  const after = MinutesContent.safeParse({ ...content, items, ...around });
  if (!after.success) throw badInput([["$.is", "makes that text longer than a text may be"]]);
  return after.data;
}
