import type { Machine } from "../../lib/local/machine.ts";
import type { Routes } from "../../lib/platform/contract.ts";
import { newCatalogue } from "./access-registry.ts";
import { aBody, aLayer, aSeries, aTown } from "./builders.ts";
import { RULES } from "./convened-town.ts";
import { documentsIn } from "./documents.ts";
import { convenedIn, overdueIn, placesOfConvened } from "./fuzz-convened.ts";
import { peopled } from "./fuzz-people.ts";
import { ROLES } from "./fuzz-requests.ts";
import { slotted } from "./fuzz-slots.ts";
import { KNOWN } from "./fuzz-values.ts";
import { FuzzGround, TOWNS } from "./fuzz-world.ts";
import type { Place } from "./fuzz-world.ts";
import { mustBe } from "./world.ts";
import type { Client, Office } from "./world.ts";

const KEPT_BY_ID = ["challenge", "plan", "template", "territory", "entity"] as const;

/** Two towns with bodies, series and sessions in every state, so that most operations have something to do. */
export async function groundOf(
  world: {
    readonly machine: Pick<Machine, "url" | "clock" | "advance">;
    as(office: Office): Promise<Client>;
  },
  routes: Routes,
): Promise<FuzzGround> {
  const operator = await world.as({ role: "operator" });
  for (const layer of ["ES/2015", "ES/2016", "ES-09/2016", "ES-25120/2016"]) {
    const year = layer.slice(-4);
    const feasts = ["12-04", "01-01", "02-05", "03-04", "04-01", "05-06", "06-03"]; // first Fridays
    const days = Object.fromEntries(feasts.map((date) => [`${year}-${date}`, "Festa"]));
    mustBe(201, await operator.put(`/v1/calendars/${layer}`, aLayer(days)));
  }
  const layers = ["ES/2016", "ES-25120/2017", "FR/2016"].map((layer) => layer.split("/"));
  const places: Place[] = layers.map(([area = "", year = ""]) => ({ area, year }));
  const convened: string[] = [];
  for (const municipality of TOWNS) {
    const at = `/v1/municipalities/${municipality}`;
    mustBe(
      201,
      await operator.post(
        "/v1/municipalities",
        aTown({ id: municipality, areas: ["ES", "ES-09", "ES-25120"] }),
      ),
    );
    for (const id of KNOWN) await newCatalogue(operator, at, id);
    for (const body of KNOWN) {
      mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: body })));
      mustBe(201, await operator.post(`${at}/bodies/${body}/series`, aSeries()));
      mustBe(201, await operator.put(`${at}/bodies/${body}/rules`, RULES));
      const same = {
        ...Object.fromEntries(KEPT_BY_ID.map((kind) => [kind, body])),
        target: `page-${body}`,
        place: body,
      };
      places.push({ municipality, body, series: "ordinaries", year: "2016", dataset: "agendas", ...same });
      places.push(...(await peopled(operator, at, body)).map((ids) => ({ municipality, body, ...ids })));
      const { items } = (await operator.get(`${at}/bodies/${body}/sessions`)).body as {
        items: { id: string }[];
      };
      for (const [i, { id }] of items.entries()) {
        if (i % 4 === 1) mustBe(200, await operator.post(`${at}/sessions/${id}/cancellation`));
      }
      for (const day of ["2016-04-14", "2016-04-21", "2016-04-28"])
        convened.push(await convenedIn(operator, at, body, day));
      places.push(await overdueIn(operator, at, body));
      places.push(...(await documentsIn(operator, at, body)).map((ids) => ({ municipality, body, ...ids })));
      places.push(...(await slotted(operator, at, body)));
    }
  }
  await world.machine.advance(world.machine.clock.now());
  for (const session of convened) places.push(...(await placesOfConvened(operator, session)));
  const tokens: [string, string][] = [];
  for (const role of ROLES) {
    const office = { role, ...(role !== "operator" && { municipality: "vilanova", body: "consell" }) };
    tokens.push([role, (await world.as(office)).token ?? ""]);
  }
  return new FuzzGround(world.machine.url, routes, Object.fromEntries(tokens), places);
}
