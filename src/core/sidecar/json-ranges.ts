import type { JsonPath } from '../diagnostics/types.ts';

/** UTF-16 offsets in a JSON text, end exclusive. */
export interface JsonRange {
  readonly start: number;
  readonly end: number;
}

/** Places of values in one JSON text. The index is made on the first question. */
export interface JsonRanges {
  /**
   * Range of the value at `path`; of its deepest existing ancestor where the path is not there;
   * undefined only for a text that holds no JSON.
   */
  find(path: JsonPath): JsonRange | undefined;
}

interface JsonNode extends JsonRange {
  readonly children?: ReadonlyMap<string, JsonNode>;
}

/** Values nested deeper have a range but no children: no finding points there, and no stack overflows. */
const MAX_DEPTH = 64;

/** Range of the value at `path` in `text`; see {@link JsonRanges.find}. For several questions use {@link jsonRanges}. */
export function findJsonRange(text: string, path: JsonPath): JsonRange | undefined {
  return jsonRanges(text).find(path);
}

/** Position map of a JSON text. A text that is damaged further on still gives the places before the damage. */
export function jsonRanges(text: string): JsonRanges {
  let root: JsonNode | undefined;
  let indexed = false;
  return {
    find(path) {
      if (!indexed) {
        indexed = true;
        root = new Scanner(text).scan();
      }
      let node = root;
      for (const step of path) {
        const child: JsonNode | undefined = node?.children?.get(String(step));
        if (child === undefined) break;
        node = child;
      }
      return node === undefined ? undefined : { start: node.start, end: node.end };
    },
  };
}

const WHITESPACE = new Set([' ', '\t', '\n', '\r', '\uFEFF']);

class Scanner {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  scan(): JsonNode | undefined {
    this.skipSpace();
    return this.at >= this.text.length ? undefined : this.value(0);
  }

  private skipSpace(): void {
    while (WHITESPACE.has(this.text.charAt(this.at))) this.at++;
  }

  private value(depth: number): JsonNode {
    const start = this.at;
    const open = this.text.charAt(start);
    if (open === '"') this.string();
    else if ((open === '{' || open === '[') && depth < MAX_DEPTH) {
      return { start, children: this.container(open, depth), end: this.at };
    } else if (open === '{' || open === '[') this.skipContainer();
    else this.scalar();
    return { start, end: this.at };
  }

  private container(open: '{' | '[', depth: number): ReadonlyMap<string, JsonNode> {
    const children = new Map<string, JsonNode>();
    const close = open === '{' ? '}' : ']';
    this.at++;
    for (let index = 0; ; index++) {
      this.skipSpace();
      const next = this.text.charAt(this.at);
      if (next === close || next === '') {
        this.at = Math.min(this.at + 1, this.text.length);
        return children;
      }
      const before = this.at;
      let key = String(index);
      if (open === '{') {
        key = this.key();
        this.skipSpace();
        if (this.text.charAt(this.at) === ':') this.at++;
        this.skipSpace();
      }
      children.set(key, this.value(depth + 1));
      this.skipSpace();
      if (this.text.charAt(this.at) === ',') this.at++;
      // A stray character must not keep the scan in place.
      if (this.at === before) this.at++;
    }
  }

  private key(): string {
    const start = this.at;
    if (this.text.charAt(start) !== '"') {
      this.scalar();
      return this.text.slice(start, this.at);
    }
    this.string();
    try {
      return String(JSON.parse(this.text.slice(start, this.at)));
    } catch {
      return this.text.slice(start + 1, this.at - 1);
    }
  }

  private string(): void {
    this.at++;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at++);
      if (character === '\\') this.at++;
      else if (character === '"') return;
    }
    this.at = this.text.length;
  }

  private scalar(): void {
    while (this.at < this.text.length && !',]}:"[{'.includes(this.text.charAt(this.at))) {
      if (WHITESPACE.has(this.text.charAt(this.at))) return;
      this.at++;
    }
  }

  private skipContainer(): void {
    let level = 0;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        this.string();
        continue;
      }
      this.at++;
      if (character === '{' || character === '[') level++;
      else if (character === '}' || character === ']') level--;
      if (level === 0) return;
    }
  }
}
