import { parseArgs } from "node:util";
import { appoint, Appointment } from "../people/appoint.ts";
import { command } from "./exchange-command.ts";
import { NotPossible } from "./exchange-table.ts";

const USAGE = `npm run appoint -- --issuer <iss> --subject <sub> [--until 2027-12-31] [--dismiss]
The operator's office, for whoever's token says this \`iss\` and \`sub\`: exactly as there.`;

await command(() => {
  const { values } = parseArgs({
    options: {
      issuer: { type: "string" },
      subject: { type: "string" },
      until: { type: "string" },
      dismiss: { type: "boolean", default: false },
    },
  });
  const { data, error } = Appointment.safeParse(values);
  if (error) {
    const faults = error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
    throw new NotPossible([...faults, USAGE].join("\n"));
  }
  return async (platform) => {
    const isChanged = await appoint(data, platform);
    const office = data.dismiss ? "operator no more" : `operator${data.until ? ` until ${data.until}` : ""}`;
    return { flaws: [], line: `${isChanged ? "is now" : "was already"} ${office}: ${data.subject}` };
  };
});
