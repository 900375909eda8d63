import { costOf, monthOf, PRICES, TOWNS } from "./cost-model.ts";
import type { Counted, Line } from "./cost-model.ts";

const WORDS: Readonly<Record<Line["what"], string>> = {
  readUnits: "DynamoDB, read units",
  writeUnits: "DynamoDB, write units",
  tableGigabytes: "DynamoDB, GB and their recovery",
  requests: "API Gateway, requests",
  invocations: "Lambda, calls",
  gigabyteSeconds: "Lambda, GB-seconds",
  schedules: "Scheduler, calls",
  mails: "SES, mails",
  mailGigabytes: "SES, GB of mail",
  edgeRequests: "CloudFront, requests",
  edgeGigabytes: "CloudFront, GB",
  logGigabytes: "Logs, GB",
  documentGigabytes: "S3, GB of documents",
  signedIn: "Cognito, people who sign in",
  alarmMetrics: "Alarms, by metric",
  dashboards: "Dashboards",
  keys: "KMS keys",
  secrets: "Secrets",
};

const plain = (value: number): string =>
  value >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString("en")
    : value.toPrecision(2).replace(/\.?0+$/, "");
const money = (value: number): string =>
  value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const price = (value: number): string =>
  value >= 0.001 ? String(Number(value.toPrecision(3))) : `${money(value * 1e6)} a million`;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The month as a table: how each number comes about, then USD for so many towns. */
export function costTable(counted: Counted): string {
  const lines = monthOf(counted);
  const totals = TOWNS.map((towns) => costOf(lines, towns));
  return [
    row([
      "a month",
      "how it comes about, per town",
      "per town",
      "fixed",
      "USD each",
      ...TOWNS.map((n) => `${plain(n)} town${n === 1 ? "" : "s"}`),
    ]),
    row(["---", "---", "---:", "---:", "---:", ...TOWNS.map(() => "---:")]),
    ...lines.map((line) =>
      row([
        WORDS[line.what],
        line.sum,
        line.perTown === 0 ? "" : plain(line.perTown),
        line.fixed === 0 ? "" : plain(line.fixed),
        price(PRICES[line.what]),
        ...TOWNS.map((towns) => money(costOf([line], towns))),
      ]),
    ),
    row(["**all**", "", "", "", "", ...totals.map((total) => `**${money(total)}**`)]),
    row(["**a town**", "", "", "", "", ...totals.map((total, i) => `**${money(total / (TOWNS[i] ?? 1))}**`)]),
  ].join("\n");
}

const MARKED = /(<!-- costs -->)([^]*)(<!-- \/costs -->)/;

/** A text with the table between its markers. */
export const inMarkers = (text: string, table: string): string =>
  text.replace(MARKED, `$1\n\n${table}\n\n$3`);

/** What stands between the markers of a text. */
export const betweenMarkers = (text: string): string => MARKED.exec(text)?.[2]?.trim() ?? "";

/** The cells of a table, however wide its columns are made. */
export const cellsOf = (table: string): string[][] =>
  table
    .split("\n")
    .filter((line) => !/^\|[\s:|-]+$/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
