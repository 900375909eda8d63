import type { z } from "zod";
import type { FieldNote } from "./dataset.ts";
import { columnsOf, CSV } from "./csv.ts";
import { datasetNames, datasets } from "./model.ts";
import type { Catalogue } from "./model.ts";

const NOTES = [
  "No dataset holds a person: names, addresses and who attended are personal data.",
  "JSON has texts by language, { ca: …, es: … }. CSV has one column for the text, in `language` or the town's, and one for the language that it really is in.",
  "CSV is RFC 4180 in UTF-8 with a byte order mark; every page begins with it and the header. A cell that a spreadsheet would take for a formula begins with an apostrophe.",
  "Pages follow each other by `cursor`, and by the `Link` header with rel=next (RFC 8288). A page may be shorter than `limit`, and empty, and still have a next one.",
  "Shaped after OParl 1.1 and Popolo, and conforming to neither: ids are no URLs, there is no System object, and nothing tells what was deleted.",
];

/** What a town publishes, from the very data that its rows are checked against. */
export function catalogueOf(municipality: string): z.input<typeof Catalogue> {
  const at = `/v1/municipalities/${municipality}`;
  return {
    municipality,
    license: null,
    datasets: datasetNames.map((dataset) => {
      const { title, what, standards, differs, isDated, most, fields } = datasets[dataset];
      const path = `${at}/open-data/${dataset}`;
      return {
        dataset,
        title,
        what,
        standards: [...standards],
        differs: [...differs],
        isDated,
        most,
        formats: [
          { mediaType: "application/json", path },
          { mediaType: CSV, path: `${path}/csv` },
        ],
        fields: Object.entries<FieldNote>(fields).map(([name, note]) => ({
          name,
          what: note.what,
          as: [...note.as],
          differs: note.differs ?? null,
        })),
        columns: columnsOf(dataset),
      };
    }),
    calendars: [
      { of: "the town", path: `${at}/calendar.ics` },
      { of: "a body", path: `${at}/bodies/{body}/calendar.ics` },
      { of: "the bodies in which an entity sits", path: `${at}/entities/{entity}/calendar.ics` },
      {
        of: "the bodies of a territory and of those within it",
        path: `${at}/territories/{territory}/calendar.ics`,
      },
    ],
    notes: NOTES,
  };
}
