import { readdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Some CommonJS packages still call `require` for Node's own modules; a bundle in ESM has none. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** What costs a cold start more than it is worth in a function, and what stands for it there: decision 0033. */
const IN_LAMBDA = {
  "@aws-sdk/credential-provider-node": "./cdk/in-lambda/credentials.ts",
  "node:http": "./cdk/in-lambda/http.ts",
  "node:https": "./cdk/in-lambda/https.ts",
};

let built: ReadonlyMap<string, Uint8Array> | undefined;

/** Every `functions/<name>.ts` as one minified ESM file, by name. In one build: each source is then read but once. */
export function bundles(): ReadonlyMap<string, Uint8Array> {
  if (built) return built;
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: readdirSync(`${root}/functions`).map((file) => `functions/${file}`),
    outdir: "not-written",
    write: false,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    minify: true,
    mainFields: ["module", "main"],
    alias: IN_LAMBDA,
    banner: { js: REQUIRE },
    logLevel: "warning",
  });
  built = new Map(outputFiles.map(({ path, contents }) => [basename(path, ".js"), contents]));
  return built;
}

/**
 * The code of `functions/<name>.ts`. NodejsFunction would do the same through `npx`, whose start takes most of a second for
 * each function.
 */
export const bundled = (name: string): Code =>
  Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry("not-used"),
      // Only to tell the functions apart: CDK takes assets of one folder with equal options for the same asset.
      command: [name],
      local: {
        tryBundle(directory) {
          const code = bundles().get(name);
          if (!code) throw new Error(`There is no functions/${name}.ts`);
          writeFileSync(`${directory}/index.mjs`, code);
          return true;
        },
      },
    },
  });
