import type { Text } from "../platform/texts.ts";

/** A letter as data: what the text, the HTML and the printed page of a mail are made from, all saying the same. */
export interface Letter {
  readonly subject: string;
  /** Of its own words; what others wrote may be in another. */
  readonly language: string;
  readonly town: Text;
  readonly body: Text;
  /** Whom it is for. */
  readonly greeting: string;
  readonly opening: string;
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
}

export interface Fact {
  readonly label: string;
  readonly value: Text;
}

export interface Section {
  readonly heading: string;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly is: "prose"; readonly text: Text }
  | { readonly is: "list"; readonly items: readonly Text[] }
  | { readonly is: "agenda"; readonly items: readonly Item[] }
  | { readonly is: "link"; readonly url: string };

/** An item of the agenda; its number is its place in the list. */
export interface Item {
  readonly title: Text;
  readonly description: Text | null;
  readonly documents: readonly Enclosure[];
}

/** A document of an item: what it is, where it is, and by which digest its reader knows that it is the one. */
export interface Enclosure {
  readonly title: Text;
  readonly url: string | null;
  readonly digest: string | null;
}
