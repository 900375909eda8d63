import { markup } from "../platform/page.ts";
import type { MinutesContent, MinutesItem } from "./content-model.ts";
import type { Voice } from "./words.ts";

type Shown = MinutesItem["votes"][number];

/** An item of minutes: the debate, who said what, the votes, what was agreed. */
export function itemMarkup(item: MinutesItem, content: MinutesContent, voice: Voice) {
  const { words, text } = voice;
  const { title, offAgenda, debate, interventions, votes, agreements } = item;
  return markup`<li><h3>${text(title)}${offAgenda ? ` (${words.offAgenda})` : ""}</h3>
${debate.map((each) => markup`<p>${text(each)}</p>`)}
${
  interventions.length === 0
    ? ""
    : markup`<h4>${words.interventions}</h4><ul>${interventions.map(
        ({ seat, text: said, onRequest }) =>
          markup`<li>${seatIn(seat, content, voice)}: ${text(said)}${onRequest ? ` (${words.onRequest})` : ""}</li>`,
      )}</ul>`
}
${votes.map((vote) => voteMarkup(vote, content, voice))}
${agreements.map((each) => markup`<p><strong>${words.agreement} ${each.n}.</strong> ${text(each.text)}</p>`)}
</li>`;
}

const seatIn = (seat: string | null, { members }: MinutesContent, voice: Voice): string => {
  const member = members.find((each) => each.seat === seat);
  return member ? voice.seat(member) : "-";
};

function voteMarkup(vote: Shown, content: MinutesContent, voice: Voice) {
  const { words, text } = voice;
  const { about, question, counts, absentAsAbstentions, majority, castingVote, outcome, articles } = vote;
  const name = about === "urgency" ? words.urgencyVote : words.vote;
  const counted = [
    `${counts.yes} ${words.yes}`,
    `${counts.no} ${words.no}`,
    `${counts.abstentions} ${words.abstentions}`,
    ...(absentAsAbstentions > 0 ? [`${absentAsAbstentions} ${words.absentAsAbstentions}`] : []),
  ].join(", ");
  const cast = castingVote === null ? "" : ` ${words.castingVote}: ${words[castingVote]}.`;
  const by = articles.length === 0 ? "" : ` (${articles.join("; ")})`;
  return markup`<p>${name}${question ? `, ${text(question)}` : ""}: ${counted}; ${words.majority[majority]}.${cast} <strong>${words.outcomes[outcome]}</strong>${by}</p>
${namedMarkup(vote, content, voice)}`;
}

const SAID = { yes: "yes", no: "no", abstention: "abstentions" } as const;

/** How each voted, where the vote was by name (ROF 109.1.h); and who asked that it stay on record. */
function namedMarkup({ ballots, dissent }: Shown, content: MinutesContent, voice: Voice) {
  const { words } = voice;
  const named = ballots.map(({ seat, ballot }) => `${seatIn(seat, content, voice)}: ${words[SAID[ballot]]}`);
  const against = dissent.map((seat) => seatIn(seat, content, voice)).join(", ");
  return markup`${named.length === 0 ? "" : markup`<p>${words.byName}: ${named.join("; ")}</p>`}
${against === "" ? "" : markup`<p>${words.dissent}: ${against}</p>`}`;
}
