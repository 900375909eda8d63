import type { AwsCredentials, AwsSettings } from "./aws.ts";

/** What Lambda says to a function of where it runs, and as whom: good for as long as its sandbox lives. */
export const credentialsFromEnvironment = (): Promise<AwsCredentials> => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey)
    return Promise.reject(new Error("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are missing"));
  return Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
};

/** Where a service is: at AWS_ENDPOINT_URL_<name> or AWS_ENDPOINT_URL, as for all of AWS's tools, else where it is in this region. */
export function placeFromEnvironment(
  service: string,
  name: string,
  { host = service, region = process.env["AWS_REGION"] }: { host?: string; region?: string } = {},
): Pick<AwsSettings, "service" | "endpoint" | "region" | "credentials"> & { readonly isElsewhere: boolean } {
  const { AWS_ENDPOINT_URL: forAll } = process.env;
  if (!region) throw new Error("AWS_REGION is missing");
  const elsewhere = process.env[`AWS_ENDPOINT_URL_${name}`] ?? forAll;
  return {
    service,
    region,
    endpoint: new URL(elsewhere ?? `https://${host}.${region}.amazonaws.com`),
    credentials: credentialsFromEnvironment,
    isElsewhere: elsewhere !== undefined,
  };
}
