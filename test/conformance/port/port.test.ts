import { createInProcessPdf } from '../../../src/pdf/document/in-process.ts';
import { openPdfPort, pdfAssets } from '../../fixtures/pdf-port.ts';
import { describePdfPort } from './describe-pdf-port.ts';

describePdfPort('on the caller’s thread', () => createInProcessPdf(pdfAssets));
describePdfPort('in workers', () => openPdfPort({ threads: 2 }));
