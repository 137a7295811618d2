/** A Huffman table made for encoding, with what a DHT segment holds. */
export interface HuffmanEncoder {
  /** Code and its length by symbol; length 0 when the symbol does not occur. */
  readonly codes: Uint32Array;
  readonly lengths: Uint8Array;
  /** Number of codes of length 1 to 16. */
  readonly counts: Uint8Array;
  /** Symbols in order of code. */
  readonly symbols: Uint8Array;
}

/** The shortest code for the given frequencies, at most 16 bits long and none all ones (T.81, annex K.2). */
export function optimalHuffman(frequencies: Uint32Array): HuffmanEncoder {
  const frequency = new Float64Array(257);
  frequency.set(frequencies);
  // The 257th symbol takes the code of all ones, which must not be used.
  frequency[256] = 1;
  const size = new Uint8Array(257);
  const next = new Int16Array(257).fill(-1);
  for (;;) {
    const [first, second] = twoLeast(frequency);
    if (second < 0) break;
    frequency[first]! += frequency[second]!;
    frequency[second] = 0;
    lengthen(first, size, next, second);
    lengthen(second, size, next, -1);
  }
  const counts = limitLengths(size);
  const symbols: number[] = [];
  for (let length = 1; length <= 32; length++) {
    for (let symbol = 0; symbol < 256; symbol++) if (size[symbol] === length) symbols.push(symbol);
  }
  return assignCodes(counts, Uint8Array.from(symbols));
}

/** The two symbols with the smallest non-zero frequency; of equals the larger symbol. */
function twoLeast(frequency: Float64Array): [number, number] {
  let first = -1;
  let second = -1;
  for (let i = 0; i <= 256; i++) {
    const value = frequency[i]!;
    if (value === 0) continue;
    if (first < 0 || value <= frequency[first]!) {
      second = first;
      first = i;
    } else if (second < 0 || value <= frequency[second]!) second = i;
  }
  return [first, second];
}

/** Adds a bit to every symbol of a chain and hangs another chain to its end. */
function lengthen(start: number, size: Uint8Array, next: Int16Array, append: number): void {
  let at = start;
  size[at]!++;
  while (next[at]! >= 0) {
    at = next[at]!;
    size[at]!++;
  }
  if (append >= 0) next[at] = append;
}

/** Counts by length with none over 16 (T.81, figure K.3), less the reserved code. */
function limitLengths(size: Uint8Array): Uint8Array {
  const bits = new Uint16Array(64);
  for (const length of size) if (length > 0) bits[length]!++;
  for (let length = 63; length > 16; length--) {
    while (bits[length]! > 0) {
      let shorter = length - 2;
      while (bits[shorter] === 0) shorter--;
      bits[length]! -= 2;
      bits[length - 1]!++;
      bits[shorter + 1]! += 2;
      bits[shorter]!--;
    }
  }
  let longest = 16;
  while (bits[longest] === 0) longest--;
  bits[longest]!--;
  return Uint8Array.from(bits.subarray(1, 17));
}

/** The codes that a DHT segment stands for (T.81, annex C). */
export function assignCodes(counts: Uint8Array, symbols: Uint8Array): HuffmanEncoder {
  const codes = new Uint32Array(256);
  const lengths = new Uint8Array(256);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < counts[length - 1]!; i++) {
      const symbol = symbols[index++]!;
      codes[symbol] = code++;
      lengths[symbol] = length;
    }
    code <<= 1;
  }
  return { codes, lengths, counts, symbols };
}
