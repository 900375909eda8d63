import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Service } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import type { Platform } from "../lib/platform/platform.ts";
import { filesFromEnvironment } from "../lib/platform/s3.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { sesFromEnvironment } from "../lib/platform/ses.ts";
import { functions, production, synthesised } from "./support/stacks.ts";

const { service } = synthesised(production);

const always = ["TABLE_NAME", "TOKEN_AUDIENCE", "TOKEN_ISSUER", "TOKEN_KEYS_URL"];
const ofServices = {
  mail: ["MAIL_CONFIGURATION_SET", "MAIL_REGION", "MAIL_SENDER", "PUBLIC_URL"],
  keys: ["PUBLIC_URL", "SIGNING_KEYS_SECRET"],
  "files-get": ["DOCUMENTS_BUCKET"],
  "files-put": ["DOCUMENTS_BUCKET"],
  "files-delete": ["DOCUMENTS_BUCKET"],
} as const;
const namesFor = (uses: readonly Service[]): string[] =>
  [...new Set([...always, ...uses.flatMap((each) => ofServices[each])])].toSorted();

const usesFiles = (uses: readonly Service[]): boolean => uses.some((each) => each.startsWith("files-"));

const valueOf = (name: string): string => {
  const host = `${name.toLowerCase().replaceAll("_", "-")}.example.org`;
  return name === "MAIL_SENDER" ? `plens@${host}` : `https://${host}`;
};

const show = (platform: Platform) => (_event: null, _context: null) => Promise.resolve(platform);

/** The platform of a function that uses these services, with these names and no others in its environment. */
async function platformWith(names: readonly string[], uses: readonly Service[]): Promise<Platform> {
  const real = process.env;
  // What Lambda tells every function by itself
  const own = { AWS_REGION: "eu-south-2" };
  process.env = { ...own, ...Object.fromEntries(names.map((name) => [name, valueOf(name)])) };
  try {
    const handler = onLambda(show, {
      ...(uses.includes("mail") && { mail: sesFromEnvironment }),
      ...(uses.includes("keys") && { keys: keysFromEnvironment }),
      ...(usesFiles(uses) && { files: filesFromEnvironment }),
    });
    return await handler(null, null);
  } finally {
    process.env = real;
  }
}

describe("the environment", () => {
  it.each(functions)("of $name tells it of what it uses, and of nothing else", ({ name, uses }) => {
    const { Environment } = service.one("AWS::Lambda::Function", `${name}Function`).Properties;
    const { Variables } = Environment as { readonly Variables: object };
    expect(Object.keys(Variables).toSorted()).toEqual(namesFor(uses));
  });

  it.each(functions)("of $name is read for the services of the chart, and no others", ({ name, uses }) => {
    const entry = readFileSync(new URL(`../functions/${name}.ts`, import.meta.url), "utf8");
    const ports = ["ses", "keys", "files"].map((port) => entry.includes(` ${port}FromEnvironment `));
    expect(ports).toEqual([uses.includes("mail"), uses.includes("keys"), usesFiles(uses)]);
  });

  const combinations: (readonly [Service[]])[] = [[[]], [["keys"]], [["mail", "keys"]], [["files-get"]]];
  it.each(combinations)(
    "for a use of %j is all that the ports read, and each name is missed",
    async (uses) => {
      const names = namesFor(uses);
      const { publicUrl, sender } = await platformWith(names, uses);
      expect(publicUrl).toBe(names.includes("PUBLIC_URL") ? valueOf("PUBLIC_URL") : "");
      expect(sender).toBe(names.includes("MAIL_SENDER") ? valueOf("MAIL_SENDER") : "");
      for (const left of names.filter((name) => name !== "PUBLIC_URL")) {
        const others = names.filter((name) => name !== left);
        await expect(platformWith(others, uses)).rejects.toThrow(left);
      }
    },
  );
});
