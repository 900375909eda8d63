import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { caughtMails } from "../../lib/local/caught-mails.ts";
import type { CaughtMail } from "../../lib/local/caught-mails.ts";
import type { MailFaults } from "../../lib/local/mail-faults.ts";
import { startMachine } from "../../lib/local/machine.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { keyRingOf } from "../../lib/platform/secrets.ts";
import { aTown } from "./builders.ts";
import { rowsOf } from "./dump.ts";
import type { Left } from "./fault-year-account.ts";
import { faultsIn } from "./laboratory.ts";
import { startServerProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { clientOf, mustBe } from "./world.ts";
import type { Client, Office, World } from "./world.ts";

const TABLE = "convoca";
const LOOK_MILLISECONDS = 5;

/** `npm start` in a folder, killed and started again; whoever speaks to it goes on with the new one. */
export class PoweredMachine {
  readonly folder: string;
  kills = 0;
  #server: ServerProcess | null = null;
  #now: string;

  private constructor(folder: string, now: string) {
    this.folder = folder;
    this.#now = now;
  }

  /** A new one, without the example towns. */
  static async first(now: string): Promise<PoweredMachine> {
    const folder = mkdtempSync(join(tmpdir(), "convoca-power-"));
    const settings = { port: 0, folder, now: parseInstant(now), tableName: TABLE, corsOrigins: [] };
    const machine = await startMachine({ ...settings, log: () => undefined });
    const { body } = await clientOf(machine.url, null).post("/local/tokens", { role: "operator" });
    const operator = clientOf(machine.url, body.token);
    // The last of the examples is there: the first run leaves them out
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "superilles" })));
    const template = { id: "consell", name: "Consell", kind: "governing-council" };
    mustBe(201, await operator.post("/v1/municipalities/superilles/body-templates", template));
    await machine.close();
    const powered = new PoweredMachine(folder, now);
    await powered.start(now);
    return powered;
  }

  /** One that has lived the same so far, with the same keys; both are off then. */
  async twin(): Promise<PoweredMachine> {
    await this.kill();
    const folder = mkdtempSync(join(tmpdir(), "convoca-power-"));
    cpSync(this.folder, folder, { recursive: true });
    return new PoweredMachine(folder, this.#now);
  }

  async start(now: string): Promise<void> {
    this.#now = now;
    this.#server = await startServerProcess(this.folder, now);
  }

  /** The power is gone. */
  async kill(): Promise<void> {
    await this.#server?.kill();
    this.#server = null;
    this.kills++;
  }

  async remove(): Promise<void> {
    await this.#server?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async clockTo(to: string): Promise<void> {
    mustBe(200, await this.#client(null).put("/local/clock", { now: to }));
    this.#now = to;
  }

  /** The power goes while the clock is moved, after so long, and comes back when it is that time by all clocks. */
  async killedOnTheWayTo(to: string, milliseconds: number): Promise<void> {
    const asked = this.clockTo(to).catch(() => undefined);
    await pause(milliseconds);
    await this.kill();
    await asked;
    await this.start(to);
    await this.clockTo(to);
  }

  /** The power goes as soon as the mail service has taken so many notices. */
  async killedWhenTaken(notices: number, to: string): Promise<void> {
    const asked = this.clockTo(to).catch(() => undefined);
    while (this.notices().length < notices) await pause(LOOK_MILLISECONDS);
    await this.kill();
    await asked;
  }

  async mailFaults(setting: MailFaults): Promise<void> {
    mustBe(200, await this.#client(null).put("/local/mail-faults", setting));
  }

  mails(): readonly CaughtMail[] {
    return caughtMails(join(this.folder, "mail")).all();
  }

  notices(): readonly CaughtMail[] {
    return this.mails().filter(({ tags }) => tags["what"] === "notice");
  }

  /** As much of a world as towns are taken in with. */
  world(): World {
    const clock = { now: () => parseInstant(this.#now) ?? 0, isSet: () => true, set: () => undefined };
    return {
      machine: { clock } as unknown as World["machine"],
      tableName: TABLE,
      lines: [],
      citizen: this.#client(null),
      as: async (office: Office) =>
        this.#client((await this.#client(null).post("/local/tokens", office)).body.token),
      clockTo: (to) => this.clockTo(to),
      close: () => this.kill(),
    };
  }

  /** Someone else at this machine, as they are known at its twin. */
  same({ token }: Client): Client {
    return this.#client(token);
  }

  async left(): Promise<Left> {
    const endpoint = this.#server?.store.endpoint ?? "";
    return {
      rows: await rowsOf(endpoint, TABLE),
      faults: await faultsIn(endpoint, TABLE, this.#now),
      now: parseInstant(this.#now) ?? 0,
      ring: keyRingOf(readFileSync(join(this.folder, "signing-keys.json"), "utf8")),
    };
  }

  #client(token: string | null): Client {
    const present = (): Client => clientOf(this.#server?.url ?? "", token);
    return {
      token,
      get: (...of) => present().get(...of),
      post: (...of) => present().post(...of),
      put: (...of) => present().put(...of),
      patch: (...of) => present().patch(...of),
      delete: (...of) => present().delete(...of),
    };
  }
}
