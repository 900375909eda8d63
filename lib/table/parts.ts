export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const join = (...parts: readonly (string | number)[]): string => parts.join("#");

/** Sorts after every key that begins with the same text: the upper end of a range that is open to the right. */
export const AFTER_ALL = "\uffff";

/** Behind this stands what is over: a Query up to it reads the present alone. */
export const PAST = "~";

/** The nth of several that ended on the same day, as it sorts. */
export const nth = (n: number): string => String(n).padStart(3, "0");

export const bodyPartition = (town: string, body: string): string => join("BODY", town, body);

/** The last part of a sort key: the id of what it stands for. */
export const idIn = (sortKey: string): string => sortKey.slice(sortKey.lastIndexOf("#") + 1);
