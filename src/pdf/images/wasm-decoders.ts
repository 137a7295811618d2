import type { ImageDecoders } from './decoders.ts';
import { readJpxHeader } from './jpx-header.ts';
import { UnsupportedImage } from './limits.ts';

/** The WebAssembly files that pdfjs-dist ships in its folder `wasm`, by name without extension. */
export type WasmName = 'jbig2' | 'openjpeg';

/** Gives the bytes of one of those files. */
export type WasmLoader = (name: WasmName) => Promise<Uint8Array>;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type WasmExports = Readonly<Record<string, unknown>>;

/** Opaque: compiled code. */
interface WasmModule {
  readonly compiledCode?: never;
}

/** The part of the global that is used; the libraries in force do not declare it. */
declare const WebAssembly: {
  readonly Memory: new (options: { initial: number }) => WasmMemory;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, (...values: number[]) => unknown>>>>,
  ): Promise<{ readonly exports: WasmExports }>;
};

/** An instance may grow to this; one large image needs about 16 bytes a pixel while it is decoded. */
const MAX_WASM_BYTES = 1_000_000_000;

/**
 * The decoders of pdf.js (PDFium's for CCITT and JBIG2, OpenJPEG for JPX), called without pdf.js. Every image
 * gets a fresh instance, so that memory is given back and a broken one harms nothing else.
 */
export function createWasmDecoders(load: WasmLoader): ImageDecoders {
  const modules = new Map<WasmName, Promise<WasmModule>>();
  const compiled = (name: WasmName): Promise<WasmModule> => {
    const known = modules.get(name);
    if (known) return known;
    const module = load(name).then((bytes) => WebAssembly.compile(Uint8Array.from(bytes)));
    modules.set(name, module);
    return module;
  };
  return {
    async ccitt(data, height, p) {
      const wasm = await openBilevel(await compiled('jbig2'));
      const flag = (value: boolean): number => (value ? 1 : 0);
      const bitmap = wasm.run('n', [data], ([input]) => [
        ...input!,
        p.columns,
        height,
        p.k,
        flag(p.endOfLine),
        flag(p.encodedByteAlign),
        flag(p.blackIs1),
        p.columns,
        0,
      ]);
      return { width: p.columns, height, data: bitmap };
    },
    async jbig2(data, globals, width, height) {
      const wasm = await openBilevel(await compiled('jbig2'));
      const inputs = globals ? [withoutHeader(data), withoutHeader(globals)] : [withoutHeader(data)];
      const bitmap = wasm.run('m', inputs, ([input, shared]) => [
        ...input!,
        width,
        height,
        ...(shared ?? [0, 0]),
      ]);
      return { width, height, data: bitmap };
    },
    async jpx(data, { indexed }) {
      const size = readJpxHeader(data);
      const wasm = await openJpx(await compiled('openjpeg'));
      const samples = wasm.run('m', [data], ([input]) => [
        ...input!,
        size.components,
        indexed ? 1 : 0,
        0,
        0,
        0,
      ]);
      const components = samples.length / (size.width * size.height);
      if (!Number.isInteger(components)) throw new UnsupportedImage('JPX of uneven components');
      return { width: size.width, height: size.height, components, data: samples };
    },
  };
}

interface WasmCall {
  /** Copies the inputs in, calls the export with the arguments made of their places and lengths, and gives what came out. */
  run(
    name: string,
    inputs: readonly Uint8Array[],
    makeArguments: (places: readonly (readonly [number, number])[]) => readonly number[],
  ): Uint8Array;
}

type WasmFunction = (...values: readonly number[]) => number;

class WasmImageInstance implements WasmCall {
  private exports: WasmExports = {};
  output: Uint8Array | undefined;

  start(exports: WasmExports): void {
    this.exports = exports;
    this.call('j');
  }

  get memory(): WasmMemory {
    const memory = this.exports['i'];
    if (!(memory instanceof WebAssembly.Memory)) throw new Error('unexpected WebAssembly file');
    return memory;
  }

  bytes(start: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, start, length);
  }

  private call(name: string, ...values: readonly number[]): number {
    const exported = this.exports[name];
    if (typeof exported !== 'function') throw new Error('unexpected WebAssembly file');
    return (exported as WasmFunction)(...values);
  }

  grow(wanted: number): number {
    const size = wanted >>> 0;
    const held = this.memory.buffer.byteLength;
    if (size > MAX_WASM_BYTES) return 0;
    const target = Math.min(MAX_WASM_BYTES, Math.max(size, Math.floor(held * 1.2)));
    try {
      this.memory.grow(Math.ceil((target - held) / 65536));
      return 1;
    } catch {
      return 0;
    }
  }

  run(
    name: string,
    inputs: readonly Uint8Array[],
    makeArguments: (places: readonly (readonly [number, number])[]) => readonly number[],
  ): Uint8Array {
    try {
      const places = inputs.map((input): readonly [number, number] => {
        const place = this.call('k', input.length);
        if (place === 0) throw new UnsupportedImage('image too large');
        this.bytes(place, input.length).set(input);
        return [place, input.length];
      });
      this.call(name, ...makeArguments(places));
    } catch (error) {
      if (error instanceof UnsupportedImage) throw error;
      throw new UnsupportedImage('image data damaged');
    }
    if (!this.output) throw new UnsupportedImage('image data damaged');
    return this.output;
  }
}

const stop = (): never => {
  throw new UnsupportedImage('image data damaged');
};

/** The imports' one-letter names are those of the build in pdfjs-dist 6.5; a unit test notices another build. */
async function openBilevel(module: WasmModule): Promise<WasmCall> {
  const wasm = new WasmImageInstance();
  const imports = {
    a: () => 0,
    b: (size: number) => wasm.grow(size),
    c: stop,
    d: () => undefined,
    e: stop,
    f: (line: number, length: number, offset: number) => wasm.output?.set(wasm.bytes(line, length), offset),
    g: (size: number) => {
      wasm.output = new Uint8Array(size);
    },
    h: (place: number, rowLength: number, stride: number, height: number) => {
      const rows = new Uint8Array(rowLength * height);
      for (let y = 0; y < height; y++) rows.set(wasm.bytes(place + y * stride, rowLength), y * rowLength);
      wasm.output = rows;
    },
  };
  const instance = await WebAssembly.instantiate(module, { a: imports });
  wasm.start(instance.exports);
  return wasm;
}

async function openJpx(module: WasmModule): Promise<WasmCall> {
  const wasm = new WasmImageInstance();
  const imports = {
    a: () => undefined,
    b: () => 0,
    c: (size: number) => wasm.grow(size),
    d: () => 70,
    e: () => undefined,
    f: (place: number, length: number) => {
      wasm.output = wasm.bytes(place, length).slice();
    },
    g: (place: number, index: number, components: number, pixels: number) => {
      const { output } = wasm;
      if (!output) return;
      const values = new Int32Array(wasm.memory.buffer, place, pixels);
      for (let i = 0, at = index; i < pixels; i++, at += components) {
        const value = values[i]!;
        output[at] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    },
    h: (size: number) => {
      wasm.output = new Uint8Array(size);
    },
  };
  const instance = await WebAssembly.instantiate(module, { a: imports });
  wasm.start(instance.exports);
  return wasm;
}

/** JBIG2 data in a PDF has no file header; some producers leave it in (T.88, annex D.4). */
function withoutHeader(data: Uint8Array): Uint8Array {
  const magic = [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a];
  if (!magic.every((byte, index) => data[index] === byte)) return data;
  return data.subarray((data[8]! & 2) === 0 ? 13 : 9);
}
