import type { FindingCode, FindingSeverity } from './types.ts';

/**
 * Severity of each finding where no setting says otherwise. `error` stops an export: a court would quash the
 * decision, or something secret would go out. `docs/bevindingen.md` gives the reason for each.
 */
export const DEFAULT_SEVERITIES: Readonly<Record<FindingCode, FindingSeverity>> = {
  'grond-ontbreekt': 'error',
  'grond-onbekend': 'error',
  'motivering-ontbreekt': 'error',
  'combinatie-ontbreekt': 'error',
  'markering-leeg': 'error',
  'markering-buiten-pagina': 'error',
  'bron-gewijzigd': 'error',
  'markeringen-botsen': 'warning',
  'mailbox-geheel-gelakt': 'warning',
  'suggestie-open': 'warning',
  'restgrond-naast-andere-grond': 'error',
  'termijn-ontbreekt': 'error',
  'vijf-jaar-motivering': 'warning',
  'wet-past-niet-bij-datum': 'error',
  'milieu-informatie': 'error',
  'bijlage-ontbreekt': 'error',
  'bestand-buiten-dossier': 'error',
  'nummer-dubbel': 'error',
  'pagina-niet-nagekeken': 'info',
  'dossier-onvolledig': 'error',
  'tekst-verouderd': 'warning',
  'bestand-onleesbaar': 'error',
  'citaat-wijkt-af': 'warning',
  'beeld-onbedekt': 'warning',
  'zelfde-tekst-ongemarkeerd': 'warning',
};
