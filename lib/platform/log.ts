/** Writes one line of facts. Never a name, an address, a body, or a path with ids in it: the route says enough. */
export type Log = (facts: Readonly<Record<string, string | number | boolean | undefined>>) => void;

/**
 * An error as it may be logged: its name and where it was thrown. What it says only if it is our own: a message of the
 * store or of a schema may quote what was to be written, and that may be about a person.
 */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const isOurs = Object.getPrototypeOf(error) === Error.prototype;
  return [isOurs ? `${error.name}: ${error.message}` : error.name, ...frames].join("\n");
}

export const jsonLines: Log = (facts) => {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), ...facts })}\n`);
};
