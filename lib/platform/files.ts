/** The bytes that somebody is about to upload: known by their digest before they come. */
export interface Announced {
  readonly key: string;
  /** SHA-256 in lower-case hexadecimal digits. */
  readonly digest: string;
  /** A media type. */
  readonly type: string;
  readonly bytes: number;
}

/** What is there under a key. */
export interface KeptFile {
  readonly bytes: number;
  /** SHA-256 in lower-case hexadecimal digits; null where the store has none. */
  readonly digest: string | null;
}

/** The port to where files are. Bytes never pass a function: who sends or gets them is given an address for a while. */
export interface Files {
  /** An address that takes exactly these bytes by PUT, with these headers; the store refuses all others. */
  readonly uploadUrl: (
    file: Announced,
    seconds: number,
  ) => Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** An address that gives the file by GET, to be saved under a name and never shown in place. */
  readonly downloadUrl: (
    file: { readonly key: string; readonly fileName: string; readonly type: string },
    seconds: number,
  ) => Promise<string>;
  /** What is there; null: nothing. */
  readonly head: (key: string) => Promise<KeptFile | null>;
  /** Removes what is there, if anything is. */
  readonly remove: (key: string) => Promise<void>;
}
