import { PDFArray, PDFDict, type PDFContext, type PDFObject } from 'pdf-lib';
import { arrayAt, dictAt, entry, nameAt, resolve } from '../objects/lookup.ts';

/** Which layers a document shows when it is opened (ISO 32000-2, 8.11). */
export class Layers {
  private readonly context: PDFContext;
  private readonly defaults: PDFDict | undefined;
  private readonly on: ReadonlySet<PDFObject>;
  private readonly off: ReadonlySet<PDFObject>;

  constructor(context: PDFContext) {
    this.context = context;
    const catalog = context.lookup(context.trailerInfo.Root);
    const properties = catalog instanceof PDFDict ? dictAt(catalog, 'OCProperties') : undefined;
    this.defaults = properties && dictAt(properties, 'D');
    this.on = this.groups('ON');
    this.off = this.groups('OFF');
  }

  /**
   * Whether content of an optional content group or membership is not shown, or may be not: of expressions, and of
   * groups that are off in views, nothing more is asked.
   */
  isOff(layer: PDFDict): boolean {
    if (nameAt(layer, 'Type') !== 'OCMD') return this.isGroupOff(layer);
    if (arrayAt(layer, 'VE')) return true;
    const groups = entry(layer, 'OCGs');
    const listed = groups instanceof PDFArray ? groups.asArray() : [groups];
    const states = listed
      .map((group) => resolve(this.context, group))
      .filter((group) => group instanceof PDFDict)
      .map((group) => this.isGroupOff(group));
    if (states.length === 0) return false;
    switch (nameAt(layer, 'P')) {
      case 'AllOn':
        return states.includes(true);
      case 'AnyOff':
        return !states.includes(true);
      case 'AllOff':
        return states.includes(false);
      default:
        return !states.includes(false);
    }
  }

  private isGroupOff(group: PDFDict): boolean {
    const usage = dictAt(group, 'Usage');
    const view = usage && dictAt(usage, 'View');
    if (view && nameAt(view, 'ViewState') === 'OFF') return true;
    const isBaseOff = this.defaults !== undefined && nameAt(this.defaults, 'BaseState') === 'OFF';
    return this.off.has(group) || (isBaseOff && !this.on.has(group));
  }

  private groups(key: 'ON' | 'OFF'): Set<PDFObject> {
    const groups = (this.defaults && arrayAt(this.defaults, key)?.asArray()) ?? [];
    return new Set(
      groups.map((group) => resolve(this.context, group)).filter((group) => group !== undefined),
    );
  }
}
