import { PDFArray, PDFName, type PDFDict } from 'pdf-lib';
import { nameText } from '../objects/lookup.ts';
import { isFormatName } from './format-names.ts';
import type { Secrets } from './secrets.ts';

/** Inks that mean something of their own (ISO 32000-2, 8.6.6.4). */
const PROCESS = new Set([
  'All',
  'None',
  'Cyan',
  'Magenta',
  'Yellow',
  'Black',
  'Gray',
  'Red',
  'Green',
  'Blue',
]);
/** Dictionaries by names of inks (ISO 32000-2, tables 70 and 72). */
const BY_INK = new Set(['Colorants', 'Solidities', 'DotGain']);

/** Names of inks that tell become others, the same wherever they stand. Colours are reckoned without them. */
export class InkNames {
  private readonly secrets: Secrets;
  private readonly names = new Map<string, PDFName>();

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  /** The inks of a colour space. */
  clean(space: PDFArray): void {
    if (space.size() < 2) return;
    const kind = space.get(0);
    if (kind !== SEPARATION && kind !== DEVICE_N) return;
    const inks = space.lookup(1);
    if (inks instanceof PDFName) space.set(1, this.other(inks) ?? inks);
    else if (inks instanceof PDFArray) {
      inks.asArray().forEach((ink, index) => {
        const other = ink instanceof PDFName ? this.other(ink) : undefined;
        if (other) inks.set(index, other);
      });
    }
  }

  /** A dictionary that stands at a key. */
  cleanKeys(dict: PDFDict, key: string): void {
    if (!BY_INK.has(key)) return;
    for (const [ink, value] of dict.entries()) {
      const other = this.other(ink);
      if (!other) continue;
      dict.delete(ink);
      dict.set(other, value);
    }
  }

  private other(ink: PDFName): PDFName | undefined {
    const name = nameText(ink);
    if (PROCESS.has(name) || isFormatName(name) || !this.secrets.inText(name)) return undefined;
    const known = this.names.get(name) ?? PDFName.of(`LkInk${this.names.size + 1}`);
    this.names.set(name, known);
    return known;
  }
}

const SEPARATION = PDFName.of('Separation');
const DEVICE_N = PDFName.of('DeviceN');
