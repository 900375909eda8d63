/** Writes one line of facts. Never a name, an address, a body, or a path with ids in it: the route says enough. */
export type Log = (facts: Readonly<Record<string, string | number | boolean | undefined>>) => void;

export const jsonLines: Log = (facts) => {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), ...facts })}\n`);
};
