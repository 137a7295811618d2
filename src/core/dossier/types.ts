import type { LawId } from '../grounds/types.ts';
import type { UnknownFields } from '../model/redaction.ts';

/** What happened to a document; `assessed` ones have their judgement from their marks. */
export type DocumentStatus = 'assessed' | 'already-public' | 'no-longer-valid' | 'duplicate' | 'out-of-scope';

/** One row of the inventory. */
export interface DossierDocument {
  /** Unique in the dossier, as shown in the inventory ("17", "17a"). */
  readonly number: string;
  readonly title: string;
  /** ISO date, or a year or year-month where more is not known. */
  readonly date?: string;
  /** "Informatiebericht", "Werkinstructie", "E-mail", … */
  readonly type?: string;
  /** How the letter names it in a list: "informatiebericht 2021/82"; else made from type and title. */
  readonly citation?: string;
  readonly sender?: string;
  readonly recipient?: string;
  /** Path of the PDF relative to the dossier file, forward slashes, inside the dossier's folder. */
  readonly file?: string;
  readonly status: DocumentStatus;
  /** Where it can be found already (status `already-public`). */
  readonly publicUrl?: string;
  /** Number of the document it is a duplicate of. */
  readonly duplicateOf?: string;
  /** Withheld as a whole: then no PDF of it is in the export. */
  readonly withheld?: {
    readonly grounds: readonly string[];
    readonly reason?: string;
    readonly motivation?: string;
    readonly unknown?: UnknownFields;
  };
  /** Environmental information (Wob 10 lid 4-7, Woo 5.1 lid 6-7). */
  readonly environmental?: boolean;
  /** For the inventory's remarks column. */
  readonly remark?: string;
  readonly unknown?: UnknownFields;
}

/** Who asked for what. */
export interface DossierRequest {
  /** ISO date of the request. */
  readonly date?: string;
  /** ISO date on which it came in. */
  readonly received?: string;
  /** The requester's own reference. */
  readonly reference?: string;
  readonly requester: {
    readonly name?: string;
    /** "heer", "mevrouw", "heer/mevrouw". */
    readonly salutation?: string;
    readonly organisation?: string;
    readonly address?: readonly string[];
    /** "Vereniging …" where the request was also made for somebody else. */
    readonly onBehalfOf?: string;
    readonly unknown?: UnknownFields;
  };
  /** What was asked for, as the object of "Specifiek verzoekt u om": "openbaarmaking van …". */
  readonly subject: string;
  readonly unknown?: UnknownFields;
}

/** The public body that decides. */
export interface DossierAuthority {
  /** Who decides: "De Staatssecretaris van Voorbeeldzaken". */
  readonly name: string;
  /** The service that holds the documents, short, with article where Dutch wants one: "de Dienst Voorbeeld". */
  readonly shortName: string;
  readonly organisation?: string;
  readonly address?: readonly string[];
  /** Where an objection is sent. */
  readonly objectionAddress?: readonly string[];
  readonly website?: string;
  /** URI in the government's register of organisations (TOOI), for the metadata to publish with. */
  readonly identifier?: string;
  readonly unknown?: UnknownFields;
}

/** The decision itself. */
export interface DossierDecision {
  /** ISO date; all dates of an export come from here. */
  readonly date?: string;
  readonly reference?: string;
  readonly handler?: {
    readonly name?: string;
    readonly phone?: string;
    readonly email?: string;
    readonly unknown?: UnknownFields;
  };
  readonly signatory?: {
    readonly name?: string;
    readonly function?: string;
    readonly unknown?: UnknownFields;
  };
  /** Website where the anonymised decision is placed. */
  readonly publishedAt?: string;
  readonly copies?: readonly string[];
  /** Terms for temporary grounds: ISO date by ground code. */
  readonly terms?: Readonly<Record<string, string>>;
  /** Own wording per section id of the decision model, with a hash of the generated text it replaced. */
  readonly overrides?: Readonly<
    Record<string, { readonly paragraphs: readonly string[]; readonly basedOn?: string }>
  >;
  /** Own paragraphs after the section with that id. */
  readonly additions?: Readonly<Record<string, readonly string[]>>;
  readonly unknown?: UnknownFields;
}

/** Content of a `*.dossier.json`: one case folder. */
export interface Dossier {
  readonly version: 1;
  readonly law: LawId;
  readonly request: DossierRequest;
  readonly authority: DossierAuthority;
  readonly decision: DossierDecision;
  readonly documents: readonly DossierDocument[];
  /** Own boilerplate by reason id. */
  readonly reasons?: Readonly<
    Record<string, { readonly title?: string; readonly boilerplate?: readonly string[] }>
  >;
  /** Texts that stay readable wherever they stand: general numbers, names of public persons. No finding, no suggestion. */
  readonly keepReadable?: readonly string[];
  readonly unknown?: UnknownFields;
}

/** Follows from status and accepted marks, never typed. */
export type Judgement =
  | 'public'
  | 'partly-public'
  | 'not-public'
  | 'already-public'
  | 'not-assessed'
  | 'duplicate'
  | 'out-of-scope';
