import { randomUUID } from "node:crypto";
import { aSeat, aSeries, aSession } from "./builders.ts";
import { sized } from "./random.ts";
import type { Random } from "./random.ts";
import type { Answer, Client } from "./world.ts";

interface State {
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A write that was sent, and what it makes of which object. */
interface Sent {
  readonly method: "POST" | "PATCH";
  readonly path: string;
  readonly input: object;
  readonly headers: Record<string, string>;
  /** Null for a session or a seat: its id comes with the answer, and `path` is where it is found then. */
  readonly object: string | null;
  /** Where an object without a known id will be found. */
  readonly collection?: string;
  readonly after: State;
  readonly generates: boolean;
}

/** That the seats are given to. */
export const ENTITY = { municipality: "vilanova", id: "amics" };

const RULES = [
  "FREQ=DAILY",
  "FREQ=WEEKLY;BYDAY=MO,TH",
  "FREQ=MONTHLY;BYDAY=1FR",
  "FREQ=DAILY;INTERVAL=2",
] as const;

/** Writes one thing after the other in a body of its own, and keeps a record of what was confirmed. */
export class DiligentSecretary {
  readonly atBody: string;
  /** Paths of objects, with what was last confirmed of them. */
  readonly confirmed = new Map<string, State>();
  readonly keys: string[] = [];
  confirmations = 0;
  generations = 0;
  /** The write whose answer never came. */
  doubtful: Sent | null = null;
  readonly #at: string;
  readonly #random: Random;
  #made = 0;

  constructor(at: string, body: string, random: Random) {
    this.#at = at;
    this.atBody = `${at}/bodies/${body}`;
    this.#random = random;
  }

  /** Writes until the connection breaks. */
  async work(client: Client): Promise<void> {
    while (await this.#send(client, this.#next()));
  }

  /** What is not as it was confirmed. The write in doubt may be there, wholly, or not; it is sent again. */
  async check(client: Client): Promise<string[]> {
    const wrong: string[] = [];
    const sent = this.doubtful;
    for (const [path, state] of this.confirmed) {
      const found = await client.get(path);
      const asConfirmed = isAs(found, state);
      const asDoubtful = sent?.object === path && isAs(found, sent.after);
      if (!asConfirmed && !asDoubtful)
        wrong.push(`${path}: ${JSON.stringify(found.body)}, confirmed was ${JSON.stringify(state)}`);
    }
    if (!sent) return wrong;
    if (sent.object !== null && !this.confirmed.has(sent.object)) {
      const found = await client.get(sent.object);
      if (found.status !== 404 && !isAs(found, sent.after))
        wrong.push(`${sent.object} is half there: ${JSON.stringify(found.body)}`);
    }
    this.doubtful = null;
    const there =
      sent.method === "PATCH" && sent.object !== null && isAs(await client.get(sent.object), sent.after);
    if (there && sent.object !== null) this.confirmed.set(sent.object, sent.after);
    else if (!(await this.#send(client, sent))) wrong.push(`${sent.path}: it could not be sent again`);
    return wrong;
  }

  /** The series with the rule that was last confirmed of each. */
  series(): { id: string; start: string; recurrence: string; horizonMonths: number }[] {
    return [...this.confirmed]
      .filter(([path]) => path.includes("/series/"))
      .map(
        ([, { fields }]) =>
          fields as { id: string; start: string; recurrence: string; horizonMonths: number },
      );
  }

  async #send(client: Client, sent: Sent): Promise<boolean> {
    this.doubtful = sent;
    const { method, path, input, headers } = sent;
    const asking = method === "POST" ? client.post(path, input, headers) : client.patch(path, input, headers);
    const answer = await asking.catch(() => null);
    if (answer === null) return false;
    if (answer.status >= 300 || (sent.object !== null && answer.body.version !== sent.after.version))
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.doubtful = null;
    this.confirmations++;
    if (sent.generates) this.generations++;
    const key = headers["idempotency-key"];
    if (key !== undefined) this.keys.push(key);
    this.confirmed.set(sent.object ?? `${sent.collection}/${answer.body.id}`, sent.after);
    return true;
  }

  #next(): Sent {
    const random = this.#random;
    const known = [...this.confirmed.entries()];
    const [path, state] = known[random.below(known.length)] ?? [];
    if (path === undefined || state === undefined || random.chance(45))
      return random.pick([() => this.#newSeries(), () => this.#newSession(), () => this.#newSeat()])();
    if (path.includes("/seats/")) return this.#changeOfSeat(path, state);
    return path.includes("/series/") ? this.#editOfSeries(path, state) : this.#changeOfSession(path, state);
  }

  #newSeries(): Sent {
    const random = this.#random;
    const id = `s${++this.#made}`;
    const rule = {
      start: this.#start(),
      recurrence: random.pick(RULES),
      horizonMonths: 1 + random.below(sized(3, 6)),
    };
    const fields = { id, ...rule };
    const input = aSeries({ ...fields, holidayPolicy: "keep" });
    const path = `${this.atBody}/series`;
    return { ...post(path, input), object: `${path}/${id}`, after: { version: 1, fields }, generates: true };
  }

  #editOfSeries(path: string, { version, fields }: State): Sent {
    const rule = RULES[(RULES.indexOf(fields["recurrence"] as (typeof RULES)[0]) + 1) % RULES.length];
    const change = this.#random.chance(50) ? { start: this.#start(version) } : { recurrence: rule };
    const after = { version: version + 1, fields: { ...fields, ...change } };
    return { ...patch(path, change, version), object: path, after, generates: true };
  }

  #newSession(): Sent {
    const fields = { title: { ca: `Sessió ${++this.#made}` }, start: this.#start(), status: "planned" };
    const input = aSession({ title: fields.title, start: fields.start });
    return {
      ...post(`${this.atBody}/sessions`, input),
      object: null,
      collection: `${this.#at}/sessions`,
      after: { version: 1, fields },
      generates: false,
    };
  }

  /** A seat stands in the partitions of its body and of its entity: both or none. */
  #newSeat(): Sent {
    const fields = { label: { ca: `Vocalia ${++this.#made}` }, entity: ENTITY, tenure: 1 };
    const collection = `${this.atBody}/seats`;
    const input = aSeat({ label: fields.label, entity: ENTITY.id });
    return {
      ...post(collection, input),
      object: null,
      collection,
      after: { version: 1, fields },
      generates: false,
    };
  }

  #changeOfSeat(path: string, { version, fields }: State): Sent {
    const change = { label: { ca: `Vocalia ${++this.#made}` }, until: `2030-01-${10 + (version % 20)}` };
    const after = { version: version + 1, fields: { ...fields, ...change } };
    return { ...patch(path, change, version), object: path, after, generates: false };
  }

  #changeOfSession(path: string, { version, fields }: State): Sent {
    const isCancelled = fields["status"] === "cancelled";
    const after = (change: object): State => ({ version: version + 1, fields: { ...fields, ...change } });
    if (isCancelled || this.#random.chance(40)) {
      const [what, status] = isCancelled ? ["reinstatement", "planned"] : ["cancellation", "cancelled"];
      return { ...post(`${path}/${what}`, {}), object: path, after: after({ status }), generates: false };
    }
    const change = { title: { ca: `Sessió ${++this.#made}` } };
    return { ...patch(path, change, version), object: path, after: after(change), generates: false };
  }

  /** A time in December; for another version of the same object always another one. */
  #start(version = 0): string {
    const random = this.#random;
    return `2015-12-${10 + random.below(20)}T${16 + random.below(5)}:${10 + random.below(50)}:${10 + (version % 50)}`;
  }
}

const post = (path: string, input: object) =>
  ({ method: "POST", path, input, headers: { "idempotency-key": randomUUID() } }) as const;
const patch = (path: string, input: object, version: number) =>
  ({ method: "PATCH", path, input, headers: { "if-match": `"${version}"` } }) as const;

const isAs = ({ status, body }: Answer, { version, fields }: State): boolean =>
  status === 200 &&
  body.version === version &&
  Object.entries(fields).every(([name, value]) => JSON.stringify(body[name]) === JSON.stringify(value));
