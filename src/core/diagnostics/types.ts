/** Severity of a finding; `error` blocks an export, `off` hides the finding. */
export type FindingSeverity = 'error' | 'warning' | 'info' | 'off';

/** Stable codes, Dutch because the user reads them in the Problems panel. `docs/bevindingen.md` has a line on each. */
export type FindingCode =
  | 'grond-ontbreekt'
  | 'grond-onbekend'
  | 'motivering-ontbreekt'
  | 'combinatie-ontbreekt'
  | 'markering-leeg'
  | 'markering-buiten-pagina'
  | 'bron-gewijzigd'
  | 'markeringen-botsen'
  | 'mailbox-geheel-gelakt'
  | 'suggestie-open'
  | 'restgrond-naast-andere-grond'
  | 'termijn-ontbreekt'
  | 'vijf-jaar-motivering'
  | 'wet-past-niet-bij-datum'
  | 'milieu-informatie'
  | 'bijlage-ontbreekt'
  | 'bestand-buiten-dossier'
  | 'nummer-dubbel'
  | 'pagina-niet-nagekeken'
  | 'dossier-onvolledig'
  | 'tekst-verouderd'
  | 'bestand-onleesbaar'
  | 'citaat-wijkt-af'
  | 'beeld-onbedekt'
  | 'zelfde-tekst-ongemarkeerd';

/** A quick fix, as data; the host turns it into an edit of the sidecar or a command. */
export type FindingFix =
  | { readonly kind: 'pick-ground' }
  | { readonly kind: 'pick-reason' }
  | { readonly kind: 'write-motivation' }
  | { readonly kind: 'set-ground'; readonly grounds: readonly string[] }
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'clip-to-page' }
  | { readonly kind: 'cut-at-at-sign' }
  | { readonly kind: 'cover-picture' }
  | { readonly kind: 'confirm-source' }
  /** Marks these places on the same basis. */
  | ({ readonly kind: 'mark-places'; readonly places: readonly TextPlace[] } & FixBasis)
  /** Notes in the dossier that a text is to stay readable. */
  | { readonly kind: 'keep-readable'; readonly text: string }
  | { readonly kind: 'open-dossier' };

/** Characters of a page: from 1, end exclusive. */
export interface TextPlace {
  readonly page: number;
  readonly start: number;
  readonly end: number;
}

/** What new marks rest on. */
export interface FixBasis {
  readonly grounds: readonly string[];
  readonly reason?: string;
  readonly motivation?: string;
}

/** Where in a JSON text a finding sits: keys and indexes from the root. */
export type JsonPath = readonly (string | number)[];

/** One thing that is not in order. Messages are made at the edge from code and `data`, in the user's language. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Exclude<FindingSeverity, 'off'>;
  /** Dutch or English sentence, by the language it was asked in. */
  readonly message: string;
  /** The mark it is about. */
  readonly redactionId?: string;
  /** Other marks concerned. */
  readonly related?: readonly string[];
  /** Page from 1. */
  readonly page?: number;
  /** The characters of that page that it is about, where there is no mark on them. */
  readonly range?: { readonly start: number; readonly end: number };
  /** In the sidecar or dossier JSON. */
  readonly path: JsonPath;
  readonly fixes: readonly FindingFix[];
}
