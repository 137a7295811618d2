import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';

/** The marks were placed on other bytes: they may lie over other words now. */
export const sourceChanged: Rule<SidecarContext> = {
  code: 'bron-gewijzigd',
  check: ({ sidecar, actual, language }) => {
    const { sha256, pages } = sidecar.source;
    if (actual === undefined || sha256.toLowerCase() === actual.sha256.toLowerCase()) return [];
    const now = actual.pages.length;
    const message =
      now === pages || now === 0
        ? texts[language].sourceChanged
        : texts[language].sourcePagesChanged(String(pages), String(now));
    return [{ path: ['source', 'sha256'], message, fixes: [{ kind: 'confirm-source' }] }];
  },
};
