// Property values as the engine and the providers hold them: plain JavaScript data, and a class for each
// kind of value that JSON does not have.

/** A value that is not known yet: in a preview, what only creating a resource would tell. */
export class Unknown {
  readonly kind = "unknown";
}

/** The one unknown value; compare with `instanceof Unknown` or with this. */
export const unknown = new Unknown();

/** A value that must not be shown. Only the engine sees it: providers get and give the value inside. */
export class Secret {
  readonly value: PropValue;

  constructor(value: PropValue) {
    this.value = value;
  }
}

/** One file that the program names. */
export class Asset {
  readonly kind: "text" | "file" | "remote";
  /** The text itself, the absolute path of the file, or the URI to fetch, by `kind`. */
  readonly value: string;
  /** SHA-256 in hex of the content when the program named it, so that a later change of the file shows. */
  readonly hash: string;

  constructor(kind: Asset["kind"], value: string, hash: string) {
    this.kind = kind;
    this.value = value;
    this.hash = hash;
  }
}

/** Several files that the program names. */
export class Archive {
  readonly kind: "assets" | "file" | "remote";
  /** Its parts by their path in the archive, when `kind` is "assets"; otherwise empty. */
  readonly assets: Record<string, Asset | Archive>;
  /** Absolute path of a folder or an archive file, or the URI to fetch; empty when `kind` is "assets". */
  readonly location: string;
  /** SHA-256 in hex over the paths and contents of its files, in the order of the paths. */
  readonly hash: string;

  constructor(kind: Archive["kind"], content: Record<string, Asset | Archive> | string, hash: string) {
    this.kind = kind;
    this.assets = typeof content === "string" ? {} : content;
    this.location = typeof content === "string" ? content : "";
    this.hash = hash;
  }
}

/** A resource given as an argument. Providers get its id instead, or its URN when it is a component. */
export class ResourceReference {
  readonly urn: string;
  readonly id: string | Unknown | undefined;

  constructor(urn: string, id: string | Unknown | undefined) {
    this.urn = urn;
    this.id = id;
  }
}

export type PropValue =
  | null
  | boolean
  | number
  | string
  | Unknown
  | Secret
  | Asset
  | Archive
  | ResourceReference
  | PropValue[]
  | { [key: string]: PropValue };

export type Props = Record<string, PropValue>;

/** Whether a value is a plain object, not one of the classes above. */
export function isRecord(value: PropValue | undefined): value is Props {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
