const END_OF_HEX = 0x3e;
const TILDE = 0x7e;
const END_OF_RUNS = 128;

/** Two ends of line in a row (ITU-T T.6, 2.4.1.1), which no code of a row holds. */
const END_OF_FAX = 0x001001;

/** Where fax data of group 4 ends; undefined when it does not tell. */
export function endOfFax(data: Uint8Array): number | undefined {
  let window = 0;
  for (let at = 0; at < data.length; at++) {
    for (let bit = 7; bit >= 0; bit--) {
      window = ((window << 1) | ((data[at]! >> bit) & 1)) & 0xffffff;
      if (window === END_OF_FAX && at >= 2) return at + 1;
    }
  }
  return undefined;
}

/**
 * Where the data of a filter ends that marks its end (ISO 32000-2, 7.4.2, 7.4.3, 7.4.5): what follows no decoder reads.
 * The length when the mark is missing, undefined for another filter.
 */
export function endOfEncoded(filter: string, data: Uint8Array): number | undefined {
  switch (filter) {
    case 'ASCIIHexDecode':
    case 'AHx':
      return behind(data, data.indexOf(END_OF_HEX), 1);
    case 'ASCII85Decode':
    case 'A85': {
      // Some writers begin with "<~".
      const opened = data.subarray(0, 64).indexOf(TILDE);
      const start = opened > 0 && data[opened - 1] === 0x3c ? opened + 1 : 0;
      return behind(data, data.indexOf(TILDE, start), 2);
    }
    case 'RunLengthDecode':
    case 'RL': {
      let at = 0;
      while (at < data.length && data[at] !== END_OF_RUNS) at += data[at]! < END_OF_RUNS ? data[at]! + 2 : 2;
      return at < data.length ? at + 1 : data.length;
    }
    default:
      return undefined;
  }
}

function behind(data: Uint8Array, mark: number, length: number): number {
  return mark < 0 ? data.length : Math.min(data.length, mark + length);
}
