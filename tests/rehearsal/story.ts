import { aSeries } from "../support/builders.ts";
import { addressOf, answerLinkOf, newConvenableTown, newConvenedSession } from "../support/convened-town.ts";
import { mustBe } from "../support/world.ts";
import type { World } from "../support/world.ts";

/**
 * From an empty table to an answer by link: routes with a token and without, a tick, the stream, mail and what becomes of it, the
 * signing keys. Throws where something is not as it is on the local server.
 */
export async function tellStory(world: World): Promise<readonly string[]> {
  const town = await newConvenableTown(world);
  const told = await newConvenedSession(world, town);
  const { seat } = town.members.first;
  mustBe(200, await world.citizen.get(await answerLinkOf(town, told, seat)));
  mustBe(201, await town.secretary.post(`${town.atBody}/series`, aSeries()));
  const { clock, sink } = world.machine;
  await world.machine.advance(clock.now() + 600_000);
  const { items } = mustBe(
    200,
    await world.citizen.get(`${town.atBody}/sessions?from=2016-01-01&to=2016-12-31`),
  ).body;
  const mails = sink.mails().filter(({ to }) => to === addressOf("first"));
  const notices = mustBe(200, await town.secretary.get(`${told}/convocations/1/notices`)).body;
  if (items.length < 10 || mails.length !== 1)
    throw new Error(`${items.length} sessions were generated, ${mails.length} mails sent`);
  return notices.items.map(({ state }: { state: string }) => state);
}
