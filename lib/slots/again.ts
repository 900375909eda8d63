import { Refusal } from "../errors.ts";

const MOST_TRIES = 8;

/** Does it again when what it read was changed meanwhile: whoever books says what they want, not which version they read. */
export async function whileOvertaken<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (error) {
      const isOvertaken = error instanceof Refusal && error.code === "changed-meanwhile";
      if (!isOvertaken || attempt === MOST_TRIES) throw error;
    }
}
