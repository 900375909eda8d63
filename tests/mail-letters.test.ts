import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { composeMail } from "../lib/mail/compose.ts";
import { letterPage } from "../lib/mail/letter-page.ts";
import { letterText } from "../lib/mail/letter-text.ts";
import { letterOf } from "../lib/mail/letter.ts";
import { PAGE_STYLE_HASH } from "../lib/platform/page-style.ts";
import type { Summons } from "../lib/mail/summons.ts";
import { momentIn, wordsIn } from "../lib/mail/words.ts";
import { MailRefused } from "../lib/platform/mail.ts";
import { readMails } from "./support/mail-judges.ts";
import type { ReadMail } from "./support/mail-judges.ts";
import { aFullSummons, aSummons } from "./support/mail-summons.ts";

const headerOf = ({ headers }: ReadMail, name: string) =>
  headers.filter(([each]) => each === name).map(([, value]) => value);
const partsOf = (mail: ReadMail | undefined) => mail?.parts.map(({ type, params }) => ({ type, params }));
const textOf = (summons: Summons): string => letterText(letterOf(summons));
const cancellation = { type: "cancellation", agenda: null, reason: { ca: "Obres a la sala" } } as const;

const HEADERS = [
  "Auto-Submitted",
  "Content-Language",
  "From",
  "To",
  "Reply-To",
  "Subject",
  "Message-ID",
  "Date",
  "MIME-Version",
  "Content-Type",
];

describe("a mail, before a parser that is not ours", () => {
  it("has its parts in the order in which readers prefer the later, and each says its method", async () => {
    const [notice, cancelled, reminder] = await readMails(
      aFullSummons(),
      aSummons({ convocation: cancellation }),
      aSummons({ what: "reminder" }),
    );
    const utf8 = { charset: "utf-8" };
    const letter = [
      { type: "text/plain", params: utf8 },
      { type: "text/html", params: utf8 },
    ];
    const invitation = (method: string) => ({ type: "text/calendar", params: { ...utf8, method } });
    expect(partsOf(notice)).toEqual([...letter, invitation("REQUEST")]);
    expect(partsOf(cancelled)).toEqual([...letter, invitation("CANCEL")]);
    expect(partsOf(reminder)).toEqual(letter);
    expect(notice?.parts[2]?.text).toContain("\r\nMETHOD:REQUEST\r\n");
    expect(cancelled?.parts[2]?.text).toContain("\r\nMETHOD:CANCEL\r\n");
    for (const mail of [notice, cancelled, reminder])
      expect(mail).toMatchObject({ type: "multipart/alternative", defects: [] });
  });

  it("goes to one member, from the body, and says when it was decided", async () => {
    const [mail] = await readMails(aSummons());
    if (mail === undefined) throw new Error("no mail was read");
    expect(mail.headers.map(([name]) => name)).toEqual(HEADERS);
    expect(mail.to).toEqual([["Anna Puig", "anna@example.org"]]);
    expect(mail.from).toEqual([["Consell de la Vila", "convoca@example.net"]]);
    expect(headerOf(mail, "Reply-To")).toEqual(["consell@example.net"]);
    expect(headerOf(mail, "Message-ID")).toEqual(["<1.s1.consell-2027-01-15@vilanova.convoca>"]);
    expect(headerOf(mail, "Date")).toEqual(["Mon, 04 Jan 2027 08:00:00 +0000"]);
    expect(headerOf(mail, "Auto-Submitted")).toEqual(["auto-generated"]);
    expect(headerOf(mail, "Subject")).toEqual([
      "Convocatòria: Consell de la Vila, divendres, 15 de gener de 2027, 18.30 h",
    ]);
  });

  it("has no address to answer to where the body has none, and no name where none is known", async () => {
    const [mail] = await readMails(aSummons({ replyTo: null, recipient: { name: null } }));
    expect(mail?.headers.map(([name]) => name)).toEqual(HEADERS.filter((name) => name !== "Reply-To"));
    expect(mail?.to).toEqual([["", "anna@example.org"]]);
  });

  it("is the same, octet for octet, however often it is composed", async () => {
    const [first, later] = [await composeMail(aFullSummons()), await composeMail(aFullSummons())];
    expect(first.raw.equals(later.raw)).toBe(true);
    const other = await composeMail(aFullSummons({ messageId: "1.s2.x@y.convoca" }));
    expect(first.raw.equals(other.raw)).toBe(false);
  });

  it.each([
    null,
    "",
    "anna",
    "a@example.org, b@example.org",
    "a@example.org\r\nBcc: b@example.org",
    "<a@example.org>",
    '"a b"@example.org',
  ])("is not made for the address %j", async (email) => {
    await expect(composeMail(aSummons({ recipient: { email } }))).rejects.toThrow(MailRefused);
  });
});

describe("a letter", () => {
  it("holds all that a notice has to, the same in text, HTML and print", async () => {
    const [mail] = await readMails(aFullSummons());
    const [text = "", html = ""] = mail?.parts.map((part) => part.text.replaceAll("\r\n", "\n")) ?? [];
    const said = [
      "Ajuntament de Vilanova",
      "A l’atenció de: Anna Puig, Vocalia de les entitats",
      "Us convoquem a la sessió urgent que s’indica a continuació.",
      "divendres, 15 de gener de 2027, 18.30 h (zona horària: Europe/Madrid)",
      "diumenge, 17 de gener de 2027, 18.30 h, si no hi ha quòrum en la primera (ROF 90.2)",
      "Sala de plens",
      "Venç dilluns",
      "El termini de la subvenció",
      "Aprovació de l’acta",
      "Vegeu l’esborrany.",
      "https://example.org/acta.pdf",
      "SHA-256 abababababababab…",
      "https://example.org/documents",
      "Presencial i a distància",
      "Sala virtual 7, clau 1234",
      "Casal",
      "https://convoca.example.net/answer/abc.def",
      "Sessió convocada per ordre de la presidència (Decret 12/2027).",
    ];
    for (const each of [text, html, letterPage(aFullSummons())])
      for (const line of said) expect(each).toContain(line);
  });

  it("leaves out what nobody wrote", () => {
    const headings = letterOf(aSummons()).sections.map(({ heading }) => heading);
    expect(headings).toEqual(["Ordre del dia", "Confirmació d’assistència"]);
    expect(textOf(aSummons({ recipient: { name: null, seat: null } }))).toContain("Benvolguda senyora");
    const nothing = { duration: null, place: null, agenda: null };
    expect(letterOf(aSummons({ convocation: nothing })).facts.map(({ label }) => label)).toEqual([
      "Sessió",
      "Data i hora",
    ]);
  });

  it("says of a change that it replaces, of a cancellation why, and asks nothing then", () => {
    const change = { type: "change", reason: { ca: "La sala és ocupada" } } as const;
    expect(textOf(aSummons({ convocation: change }))).toMatch(
      /substitueix l’anterior[^]*MOTIU\nLa sala és ocupada/,
    );
    const cancelled = letterOf(aFullSummons({ convocation: { ...cancellation, kind: "ordinary" } }));
    expect(cancelled.subject).toMatch(/^Sessió desconvocada: /);
    expect(cancelled.sections.map(({ heading }) => heading)).toEqual(["Motiu"]);
    expect(cancelled.facts.map(({ label }) => label)).not.toContain("Segona convocatòria");
  });

  it("reminds shortly, and of nothing that was cancelled", () => {
    const reminder = letterOf(aFullSummons({ what: "reminder" }));
    expect(reminder.subject).toMatch(/^Recordatori: /);
    expect(reminder.sections.map(({ heading }) => heading)).toEqual([
      "Sistema de connexió",
      "Confirmació d’assistència",
    ]);
    expect(letterOf(aSummons({ what: "reminder", convocation: cancellation })).subject).toMatch(
      /^Sessió desconvocada/,
    );
  });

  it.each([
    ["PT2H30M", "2 h 30 min"],
    ["PT45M", "45 min"],
    ["P1D", "24 h"],
    ["PT30S", "1 min"],
  ])("tells %s as %s", (duration, told) =>
    expect(letterOf(aSummons({ convocation: { duration } })).facts[2]?.value.text).toBe(told),
  );
});

describe("the language of a letter", () => {
  it.each([
    [
      "ca",
      "ca",
      "Convocatòria: Consell, divendres, 15 de gener de 2027, 18.30 h",
      "Us convoquem a la sessió",
    ],
    ["es", "ca", "Convocatoria: Consejo, viernes, 15 de enero de 2027, 18:30 h", "se le convoca a la sesión"],
    ["it", "ca", "Convocazione: Consell, venerdì 15 gennaio 2027, ore 18:30", "è convocata alla seduta"],
    ["en", "ca", "Notice of session: Consell, Friday, 15 January 2027, 18:30", "hereby convened"],
    [null, "es", "Convocatoria: Consejo, viernes, 15 de enero de 2027, 18:30 h", "se le convoca"],
    ["es-MX", "ca", "Convocatoria: Consejo, viernes, 15 de enero de 2027, 18:30 h", "se le convoca"],
    ["ar", "ca", "Convocatòria: Consell, divendres, 15 de gener de 2027, 18.30 h", "Us convoquem"],
    ["ar", "eu", "Notice of session: Consell, Friday, 15 January 2027, 18:30", "hereby convened"],
  ])("is %s in a town of %s: %s", (language, townLanguage, subject, opening) => {
    const letter = letterOf(
      aSummons({
        bodyName: { ca: "Consell", es: "Consejo" },
        town: { name: { ca: "Vilanova" }, language: townLanguage },
        recipient: { language },
      }),
    );
    expect(letter.subject).toBe(subject);
    expect(letter.opening).toContain(opening);
  });

  it.each([
    ["ca", "ca"],
    ["es", "es"],
    ["it", "it"],
    ["en", "en-GB"],
  ])("writes every day of two years in %s as Unicode does", (language, locale) => {
    const spelling = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" });
    const told = (date: string) =>
      momentIn(wordsIn([language]), `${date}T09:05:00`)
        .replace(/,? (ore )?09[.:]05( h)?$/, "")
        .replace("1º ", "1 ");
    for (let instant = Date.UTC(2027, 0, 1); instant < Date.UTC(2029, 0, 1); instant += 86_400_000)
      expect(told(new Date(instant).toISOString().slice(0, 10))).toBe(
        // Both are right in Catalan; with "de" a year reads as in its laws.
        spelling
          .format(instant)
          .replace(" del 2", " de 2")
          .replace(/^(\w+) (\d.*)/, language === "en" ? "$1, $2" : "$&"),
      );
  });

  it("is told to whoever hears it read, also of the words of others", async () => {
    const [mail] = await readMails(aSummons({ recipient: { language: "en" } }));
    expect(mail?.headers).toContainEqual(["Content-Language", "en"]);
    expect(mail?.parts[1]?.text).toContain('<html lang="en">');
    expect(mail?.parts[1]?.text).toContain('<bdi lang="ca">Plenari del Consell</bdi>');
  });
});

describe("the printed letter", () => {
  it("is a page with a language, a title and the one style that its policy lets in", () => {
    const page = letterPage(aFullSummons({ recipient: { email: null } }));
    expect(page).toMatch(/^<!doctype html>\n<html lang="ca">/);
    expect(page).toContain("<title>Convocatòria: Consell de la Vila, divendres");
    expect(page).toContain("@page { size: A4;");
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style]) => style ?? "");
    expect(styles.map((style) => `sha256-${createHash("sha256").update(style).digest("base64")}`)).toEqual([
      PAGE_STYLE_HASH,
    ]);
    expect(page).not.toMatch(/ style=|<script| on\w+=/);
  });
});
