import {
  initSync,
  TypstCompilerBuilder,
  type TypstCompiler as WasmCompiler,
} from '@myriaddreamin/typst-ts-web-compiler';

/** What Typst says about a template. Lines and columns from 1. */
export interface TypstProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** File of the template, as it was handed in. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A template that Typst does not take. */
export class TypstError extends Error {
  override readonly name = 'TypstError';
  readonly problems: readonly TypstProblem[];
  constructor(problems: readonly TypstProblem[]) {
    super(problems.map(({ message, line }) => `${line ?? '?'}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** Files that a template can read, by path from its own folder. */
export type TemplateFiles = Readonly<Record<string, Uint8Array>>;

interface Diagnostic {
  readonly path: string;
  readonly range: string;
  readonly severity: string;
  readonly message: string;
}

/** Full diagnostics, as objects. */
const FULL = 3;
const MAIN = '/besluit.typ';
const DATA = '/besluit.json';

/**
 * Typst in WebAssembly with a fixed set of fonts, kept warm: a second run of the same template takes a fraction of
 * the first. Knows no network and no disk; packages cannot be imported.
 */
export class TypstCompiler {
  private readonly wasm: WasmCompiler;

  private constructor(wasm: WasmCompiler) {
    this.wasm = wasm;
  }

  /** `module`: bytes of `typst_ts_web_compiler_bg.wasm`; once a thread. `fonts`: TTF or OTF files. */
  static async create(module: Uint8Array, fonts: readonly Uint8Array[]): Promise<TypstCompiler> {
    initSync({ module });
    const builder = new TypstCompilerBuilder();
    // All files are mapped in; whatever else a template asks for is not there.
    await builder.set_access_model(
      {},
      () => 0,
      () => true,
      (path: string) => path,
      () => undefined,
    );
    for (const font of fonts) await builder.add_raw_font(font);
    return new TypstCompiler(await builder.build());
  }

  /** A PDF of `template`, which reads `data` as `/besluit.json`. Throws {@link TypstError}. */
  compile(template: string, data: unknown, files: TemplateFiles = {}): Uint8Array {
    this.wasm.reset_shadow();
    this.wasm.map_shadow(DATA, new TextEncoder().encode(JSON.stringify(data)));
    for (const [path, bytes] of Object.entries(files)) this.wasm.map_shadow(`/${path}`, bytes);
    this.wasm.add_source(MAIN, template);
    const answer: unknown = this.wasm.compile(MAIN, null, 'pdf', FULL);
    const { result, diagnostics = [] } = answer as {
      readonly result?: Uint8Array;
      readonly diagnostics?: readonly Diagnostic[];
    };
    if (result === undefined) throw new TypstError(diagnostics.map(problemOf));
    return result;
  }
}

/** `range` is "line:column-line:column", from 0. */
function problemOf({ path, range, severity, message }: Diagnostic): TypstProblem {
  const start = /^(\d+):(\d+)/.exec(range);
  return {
    severity: severity === 'warning' ? 'warning' : 'error',
    message,
    file: path.replace(/^\//, ''),
    ...(start ? { line: Number(start[1]) + 1, column: Number(start[2]) + 1 } : {}),
  };
}
