import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ACCOUNT, attributeOf, refOf, REGION } from "./attributes.ts";
import type { Named } from "./attributes.ts";
import { NOTHING, resolved, textOf } from "./intrinsics.ts";
import type { Json, Names } from "./intrinsics.ts";

/** A resource as AWS would have it: its properties worked out. */
export interface Resource extends Named {
  /** Where it stands in CDK's tree: "stack/Work/extend-series/Function/Resource". */
  readonly path: string;
  readonly ref: () => string;
  /** Throws where its type has none. */
  readonly arn: () => string;
  /** A property that is a text, or "" when it is not there. */
  readonly text: (property: string) => string;
}

/** All that a cloud assembly would make. */
export interface Deployment {
  /** Of a type, in the order of the templates. */
  all(type: string): readonly Resource[];
  /** The one of this type that satisfies; throws when there are none or several. */
  one(type: string, satisfies?: (resource: Resource) => boolean): Resource;
  /** The folder of a function's code. */
  codeOf(lambda: Resource): string;
}

interface Template {
  readonly Resources: Readonly<Record<string, Raw>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json; readonly Export?: { Name: Json } }>>;
}
interface Raw {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, Json>>;
  readonly Metadata?: Readonly<Record<string, Json>>;
}

const NESTED = "AWS::CloudFormation::Stack";
const read = (folder: string, name: string): Template =>
  JSON.parse(readFileSync(join(folder, name), "utf8")) as Template;

/**
 * What the assembly in this folder makes, with a table of this name. Names that AWS would make up end in it, so that two
 * deployments on one store have nothing in common.
 */
export function deploymentOf(folder: string, tableName: string): Deployment {
  const sources = assetsIn(folder);
  const sourceOf = (key: string): string => {
    const path = sources.get(key);
    if (path === undefined) throw new Error(`The assembly has no asset ${key}.`);
    return path;
  };
  const exported = new Map<string, () => Json>();
  const resources: Resource[] = [];

  function deploy(file: string, parameters: Readonly<Record<string, Json>>): void {
    const { Resources, Outputs = {} } = read(folder, file);
    const namedOf = (id: string): Named => {
      const raw = Resources[id];
      if (!raw) throw new Error(`${file} has no ${id}`);
      return { type: raw.Type, name: nameOf(id, raw, names, tableName), properties: {} };
    };
    const names: Names = {
      ref: (name) => pseudo(name) ?? parameters[name] ?? refOf(namedOf(name)),
      attribute: (id, name) => attributeOf(namedOf(id), name),
      imported(name) {
        const value = exported.get(name);
        if (!value) throw new Error(`No stack before ${file} exports ${name}.`);
        return value();
      },
    };
    for (const { Value, Export } of Object.values(Outputs))
      if (Export) exported.set(textOf(resolved(Export.Name, names)), () => resolved(Value, names));
    for (const [id, raw] of Object.entries(Resources)) {
      const path = textOf(raw.Metadata?.["aws:cdk:path"]) || id;
      const properties = resolved(raw.Properties ?? {}, names) as Readonly<Record<string, Json>>;
      if (raw.Type === NESTED) {
        deploy(
          sourceOf(textOf(properties["TemplateURL"]).replace(/^.*\//, "")),
          (properties["Parameters"] ?? {}) as Readonly<Record<string, Json>>,
        );
        continue;
      }
      const named = { ...namedOf(id), properties };
      resources.push({
        ...named,
        path,
        ref: () => refOf(named),
        arn: () => attributeOf(named, "Arn"),
        text: (property) => textOf(properties[property]),
      });
    }
  }

  for (const file of stacksIn(folder)) deploy(file, {});
  const all = (type: string): readonly Resource[] => resources.filter((each) => each.type === type);
  return {
    all,
    one(type, satisfies = () => true) {
      const found = all(type).filter(satisfies);
      if (found.length !== 1 || !found[0])
        throw new Error(`The templates have ${found.length} ${type}, not one.`);
      return found[0];
    },
    codeOf({ properties }) {
      const { S3Key } = properties["Code"] as { readonly S3Key: string };
      return join(folder, sourceOf(S3Key));
    },
  };
}

/** Where what is uploaded under a key is in the folder. */
function assetsIn(folder: string): ReadonlyMap<string, string> {
  const manifests = readdirSync(folder).filter((name) => name.endsWith(".assets.json"));
  return new Map(
    manifests.flatMap((name) => {
      const { files } = JSON.parse(readFileSync(join(folder, name), "utf8")) as {
        files: Record<
          string,
          { source: { path: string }; destinations: Record<string, { objectKey: string }> }
        >;
      };
      return Object.values(files).flatMap(({ source, destinations }) =>
        Object.values(destinations).map(({ objectKey }) => [objectKey, source.path] as const),
      );
    }),
  );
}

/** The stacks' templates in the order of their deployment, without what is nested in them. */
function stacksIn(folder: string): readonly string[] {
  const { artifacts } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    artifacts: Record<
      string,
      { type: string; properties?: { templateFile: string }; dependencies?: string[] }
    >;
  };
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === "aws:cloudformation:stack");
  const done: string[] = [];
  const visit = (id: string): void => {
    const stack = stacks.find(([name]) => name === id)?.[1];
    const file = stack?.properties?.templateFile;
    if (file === undefined || done.includes(file)) return;
    for (const each of stack?.dependencies ?? []) visit(each);
    done.push(file);
  };
  for (const [id] of stacks) visit(id);
  if (done.length === 0) throw new Error(`${folder} has no stacks: ${readdirSync(folder).join(" ")}`);
  return done;
}

/** Properties that name a resource where the template does. */
const NAMING: Readonly<Record<string, string>> = {
  "AWS::S3::Bucket": "BucketName",
  "AWS::SES::ConfigurationSet": "Name",
  "AWS::SES::EmailIdentity": "EmailIdentity",
  "AWS::Scheduler::ScheduleGroup": "Name",
};

function nameOf(id: string, raw: Raw, names: Names, tableName: string): string {
  if (raw.Type === "AWS::DynamoDB::Table") return tableName;
  const given = raw.Properties?.[NAMING[raw.Type] ?? ""];
  if (given !== undefined) return textOf(resolved(given, names));
  return raw.Type === "AWS::S3::Bucket" ? `${id}-${tableName}`.toLowerCase() : `${id}-${tableName}`;
}

function pseudo(name: string): string | undefined {
  return {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "rehearsed",
    "AWS::NoValue": NOTHING,
  }[name];
}
