import { fileURLToPath } from "node:url";
import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Some CommonJS packages still call `require` for Node's own modules; a bundle in ESM has none. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * The code of `functions/<name>.ts` as one minified ESM file. NodejsFunction would do the same through `npx`, whose
 * start takes most of a second for each function.
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
          buildSync({
            absWorkingDir: root,
            entryPoints: [`functions/${name}.ts`],
            outfile: `${directory}/index.mjs`,
            bundle: true,
            platform: "node",
            target: "node24",
            format: "esm",
            minify: true,
            mainFields: ["module", "main"],
            banner: { js: REQUIRE },
            logLevel: "warning",
          });
          return true;
        },
      },
    },
  });
