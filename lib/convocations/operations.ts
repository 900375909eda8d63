import type { z } from "zod";
import { plainOrder, publicPart } from "../agendas/show.ts";
import { membership, secretariat } from "../bodies/offices.ts";
import { loadBody } from "../bodies/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { loadSession } from "../sessions/store.ts";
import { eachAlert, removeAlert } from "./alerts.ts";
import type { Convocation, Deadline } from "./model.ts";
import type { Alert } from "./outlook-model.ts";
import { findOutlook } from "./outlook-store.ts";
import type { ShownConvocation } from "./page-model.ts";
import type { convocations } from "./routes.ts";
import { allConvocations, loadConvocation } from "./store.ts";

export { createConvocation } from "./convene.ts";
export { requestSession } from "./request.ts";

type Chart = typeof convocations;

export const listConvocations: Operation<Chart["listConvocations"]> = async (
  { path, caller },
  { table, allows },
) => {
  const { municipality, session: id } = path;
  const session = await loadSession(table, municipality, id);
  const isKeeper = caller !== null && (await allows(secretariat, { municipality, body: session.body }));
  const [items, outlook] = await Promise.all([
    allConvocations(table, municipality, id),
    isKeeper && session.status === "planned" ? findOutlook(table, session) : null,
  ]);
  return { status: 200, body: { items, outlook } };
};

export const getConvocation: Operation<Chart["getConvocation"]> = async ({ path, caller }, context) => {
  const { municipality, session, n } = path;
  const convocation = await loadConvocation(context.table, municipality, session, n);
  return { status: 200, body: await shownTo(caller, convocation, context) };
};

/** As much of it as this caller may see: whose calendar made a limit stricter tells where somebody lives. */
async function shownTo(
  caller: object | null,
  convocation: Convocation,
  { allows }: Pick<Context, "allows">,
): Promise<z.input<typeof ShownConvocation>> {
  const place = { municipality: convocation.municipality, body: convocation.body };
  if (caller !== null && (await allows(secretariat, place))) return convocation;
  const { deadline, agenda, salt: _, ...rest } = convocation;
  const isMember = caller !== null && (await allows(membership, place));
  return {
    ...rest,
    by: null,
    order: plainOrder(rest.order),
    agenda: agenda && !isMember ? publicPart(agenda) : agenda,
    deadline: deadline && ofSeat(deadline),
  };
}

function ofSeat(deadline: Deadline) {
  const { strictest: _, unconfirmed: __, provisionalAtSeat: provisional, ...rest } = deadline;
  return { ...rest, provisional };
}

export const listAlerts: Operation<Chart["listAlerts"]> = async ({ path }, { table }) => {
  await loadMunicipality(table, path.municipality, "eventually");
  const items: Alert[] = [];
  for await (const alert of eachAlert(table, path.municipality)) items.push(alert);
  return { status: 200, body: { items } };
};

export const dismissAlert: Operation<Chart["dismissAlert"]> = async ({ path }, { table, permit, commit }) => {
  const { municipality, session: id, code } = path;
  const { body } = await loadSession(table, municipality, id);
  await permit(secretariat, { municipality, body });
  const answer = { status: 200, body: { session: id, code, dismissed: true } } as const;
  return commit(answer, [removeAlert(municipality, id, code)], { session: id, code });
};

export const listBodyAlerts: Operation<Chart["listBodyAlerts"]> = async ({ path }, { table }) => {
  await loadBody(table, path.municipality, path.body);
  const items: Alert[] = [];
  for await (const alert of eachAlert(table, path.municipality))
    if (alert.body === path.body) items.push(alert);
  return { status: 200, body: { items } };
};
