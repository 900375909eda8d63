// oxlint-disable-next-line typescript/no-explicit-any -- a test reaches anywhere into a document
export type Town = any;
export const bodyIn = (town: Town, id: string): Town => town.bodies.find((body: Town) => body.id === id);

/** One thing wrong in a document, and the end of the path where it is told. */
export const breaks: readonly [string, (town: Town) => void, string][] = [
  ["an element of no plan", (t) => (bodyIn(t, "comissio").relations[0].to.element = "mai"), ".to.element"],
  ["a kind that does not fit", (t) => (bodyIn(t, "comissio").relations[1].kind = "follows"), ".to.type"],
  ["an order that cannot be", (t) => (t.challenges[0].until = "1999"), "$.challenges[0].until"],
  [
    "a parent that comes later",
    (t) => (t.plans[0].elements = t.plans[0].elements.toReversed()),
    "$.plans[0].elements[0].parent",
  ],
  ["a circle", (t) => (t.territories.find((each: Town) => each.id === "vila").within = "centre"), ".within"],
  ["another town", (t) => (t.people[2].municipality = "riudoms"), "$.people[2].municipality"],
  ["another zone", (t) => (t.entities[0].timeZone = "Europe/Rome"), "$.entities[0].timeZone"],
  ["no zone", (t) => (t.municipality.timeZone = "Europe/Vilanova"), "$.municipality.timeZone"],
  [
    "one sign-in twice",
    (t) => (t.people[0].signIn = t.people[1].signIn = { issuer: "a", subject: "b" }),
    ".signIn",
  ],
  ["a session of no series", (t) => (bodyIn(t, "consell").series = []), ".series"],
  ["an id that says otherwise", (t) => (t.sessions.at(-1).recurrenceDate = "2016-01-01"), ".id"],
  ["a seat held by nobody", (t) => (bodyIn(t, "xarxa").seats[0].entity = null), ".occupancy"],
  ["a tenure without an end", (t) => (bodyIn(t, "consell").pastSeats[0].until = null), ".until"],
  [
    "an event of others",
    (t) => bodyIn(t, "taula").events.push(bodyIn(t, "consell").events.pop()),
    ".events[0]",
  ],
  [
    "an event twice",
    (t) => bodyIn(t, "consell").events.push(bodyIn(t, "consell").events[0]),
    ".events[1].id",
  ],
  ["ids that begin alike", (t) => (bodyIn(t, "xarxa").id = "consell-ordinaries"), ".series[0].id"],
  ["an end without its work", (t) => (t.underWay.dissolving.bodies = { vella: "2016-01-20" }), ".bodies"],
  ["a horizon too far", (t) => (bodyIn(t, "consell").series[0].horizonMonths = 999), ".horizonMonths"],
  [
    "slots outside",
    (t) => (bodyIn(t, "consell").series[0].segments[0].slots[0].at = "08:00"),
    ".slots[0].at",
  ],
  ["a field deep down", (t) => (bodyIn(t, "taula").participants.note = "x"), ".participants.note"],
  ["another version", (t) => (t.convoca = 2), "$.convoca"],
  ["a list that is none", (t) => (t.people = {}), "$.people"],
];

/** Takes one of all array elements out of a document, at whatever depth. */
export function leaveOut(town: Town, pick: number): void {
  const lists: Town[] = [];
  const look = (value: Town): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) for (let i = 0; i < value.length; i++) lists.push([value, i]);
    for (const each of Object.values(value)) look(each);
  };
  look(town);
  const [list, i] = lists[pick % lists.length] ?? [[], 0];
  list.splice(i, 1);
}
