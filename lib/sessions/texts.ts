import { inLanguage } from "../platform/shapes.ts";
import type { TitleInput, Title } from "../platform/shapes.ts";

type PlaceInput = string | { name: TitleInput } | null | undefined;

/** A place as it is stored; null and undefined stay. */
export const placeIn = <P extends PlaceInput>(
  language: string,
  place: P,
): P extends null | undefined ? P : { name: Title } =>
  (place === null || place === undefined
    ? place
    : { name: inLanguage(language, typeof place === "string" ? place : place.name) }) as never;
