import type { HtmlEscapedString } from "hono/utils/html";
import { htmlPage, markup } from "../platform/page.ts";
import { itemMarkup } from "./page-items.ts";
import type { MinutesContent, MinutesMember } from "./content-model.ts";
import type { ShownMinutes } from "./model.ts";
import { voiceIn } from "./words.ts";
import type { Voice } from "./words.ts";

const HOW = ["present", "excused", "absent"] as const;

/**
 * Minutes on A4, in the language asked for, else the town's: what the caller may read of them, and in which state they are.
 * `below`: what is theirs to say of them.
 */
export function minutesPage(
  minutes: ShownMinutes,
  asked: string,
  town: string,
  below: HtmlEscapedString | "" = "",
): string {
  const { content, status, n, digest, warning } = minutes;
  const voice = voiceIn([asked, town], content.timeZone);
  const { words, text } = voice;
  const title = words.title[content.type];
  const notes = [
    [words.incidents, content.incidents],
    [words.remarks, content.remarks],
  ] as const;
  return htmlPage({
    language: voice.language,
    title: `${title}: ${text(content.bodyName)}`,
    body: markup`<main>
<h1>${title}: ${text(content.bodyName)}</h1>
<p><strong>${words.states[status]}</strong></p>
${warning === null ? "" : markup`<p>${text(warning.words)} ${warning.article ?? ""}</p>`}
${correctionsMarkup(minutes, voice)}
<dl>${factsOf(content, voice).map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${HOW.map((presence) => markup`<h2>${words.presences[presence]}</h2>${seatsMarkup(content, presence, voice)}`)}
${content.items.length === 0 ? "" : markup`<h2>${words.agenda}</h2><ol>${content.items.map((item) => itemMarkup(item, content, voice))}</ol>`}
${content.agreements.map((each) => markup`<p><strong>${words.agreement} ${each.n}.</strong> ${voice.text(each.text)}</p>`)}
${notes.map(([name, prose]) => (prose === null ? "" : markup`<h2>${name}</h2><p>${text(prose)}</p>`))}
${
  content.recording === null
    ? ""
    : markup`<p>${words.recording}: ${content.recording.certificate}, <code>${content.recording.digest}</code></p>`
}
${opinionsMarkup(minutes, voice)}
${approvalMarkup(minutes, voice)}
<dl><dt>${words.version}</dt><dd>${n}</dd><dt>${words.digest}</dt><dd><code>${digest}</code></dd></dl>
${below}
</main>`,
  });
}

/** Place, hours, call, presidency: what minutes begin with (ROF 109.1.a-f; Ley 40/2015, 18.1). */
function factsOf(content: MinutesContent, voice: Voice): [string, string][] {
  const { words, text, at, local } = voice;
  const { title, kind, townName, place, remote, start, openedAt, closedAt, call, calls, cause } = content;
  const failed = calls.filter(({ outcome }) => outcome === "no-quorum").map(({ n }) => words.calls[n]);
  const held = call === null ? [] : [words.calls[call]];
  return [
    [words.session, `${text(title)} (${words.kinds[kind]})`],
    [words.town, text(townName)],
    [words.place, `${place ? text(place) : "-"}${remote ? `. ${words.remote}` : ""}`],
    [words.convenedFor, local(start)],
    [words.began, at(openedAt)],
    [words.ended, at(closedAt)],
    [words.call, [...failed.map((each) => `${each}: ${words.noQuorum}`), ...held].join("; ") || "-"],
    [words.presides, actingIn(content, "presiding", voice)],
    [words.secretary, actingIn(content, "secretary", voice)],
    ...(cause === null ? [] : [[words.cause, words.causes[cause]] as [string, string]]),
  ];
}

function actingIn(content: MinutesContent, who: "presiding" | "secretary", { seat }: Voice): string {
  const acting = content[who];
  const member = content.members.find((each) => each.seat === acting?.seat);
  return member ? seat(member) : (acting?.office ?? "-");
}

function seatsMarkup({ members }: MinutesContent, presence: MinutesMember["presence"], voice: Voice) {
  const { words, seat } = voice;
  const those = members.filter((each) => each.presence === presence);
  if (those.length === 0) return markup`<p>${words.nobody}</p>`;
  const said = those.map((each) => {
    const how = [
      ...(each.substituted ? [words.bySubstitute] : []),
      ...(each.how === "remote" ? [words.remotely] : []),
    ];
    return how.length === 0 ? seat(each) : `${seat(each)}, ${how.join(", ")}`;
  });
  return markup`<ul>${said.map((each) => markup`<li>${each}</li>`)}</ul>`;
}

function correctionsMarkup({ corrections }: ShownMinutes, { words, text, at }: Voice) {
  if (corrections.length === 0) return "";
  return markup`<h2>${words.corrections}</h2><ul>${corrections.map(
    ({ was, is, reason, at: when }) =>
      markup`<li>${words.was} <del>${was}</del>, ${words.is} <ins>${is}</ins>. ${words.reason}: ${text(reason)} (${at(when)})</li>`,
  )}</ul>`;
}

function opinionsMarkup({ opinions, content }: ShownMinutes, { words, text, at, seat }: Voice) {
  if (opinions.length === 0) return "";
  return markup`<h2>${words.opinions}</h2>${opinions.map((opinion) => {
    const entity = content.members.find((each) => each.seat === opinion.seat)?.entity ?? null;
    return markup`<h3>${seat({ ...opinion, entity })}</h3><p>${opinion.text === null ? words.notPublic : text(opinion.text)}</p><p>${at(opinion.at)}</p>`;
  })}`;
}

function approvalMarkup({ approval }: ShownMinutes, { words, text, at }: Voice) {
  if (approval === null) return "";
  const { how, session, article, remarks } = approval;
  const which = how === "session" && session !== null ? ` ${session}` : "";
  return markup`<h2>${words.approval}</h2><p>${words.approvals[how]}${which}, ${at(approval.at)}${article === null ? "" : ` (${article})`}</p>
${remarks === null ? "" : markup`<p>${text(remarks)}</p>`}`;
}
