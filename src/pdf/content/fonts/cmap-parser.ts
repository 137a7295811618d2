import { Lexer } from '../lexer.ts';
import { NameOperand, StringOperand, type Operand } from '../operand.ts';
import { CMap } from './cmap.ts';

/** Ranges beyond this number are damage. */
const MAX_RANGES = 200_000;

/** Reads an embedded CMap (ISO 32000-2, 9.7.5.4); `use` finds the map that `usecmap` names. */
export function parseCMap(bytes: Uint8Array, use: (name: string) => CMap | undefined): CMap {
  const map = new CMap();
  const lexer = new Lexer(bytes);
  let stack: Operand[] = [];
  let budget = MAX_RANGES;
  for (let kind = lexer.next(); kind !== 'end' && budget > 0; kind = lexer.next()) {
    if (kind === 'operand') {
      stack.push(lexer.operand);
      continue;
    }
    budget -= applyOperator(map, lexer.operator, stack, use);
    if (lexer.operator !== 'dup') stack = [];
  }
  return map;
}

function applyOperator(
  map: CMap,
  operator: string,
  stack: readonly Operand[],
  use: (name: string) => CMap | undefined,
): number {
  switch (operator) {
    case 'endcodespacerange':
      for (let i = 0; i + 1 < stack.length; i += 2) {
        const low = codeOf(stack[i]);
        const high = codeOf(stack[i + 1]);
        if (low && high) map.addCodespace(low.length, low.code, high.code);
      }
      break;
    case 'endcidrange':
      for (let i = 0; i + 2 < stack.length; i += 3) {
        const low = codeOf(stack[i]);
        const high = codeOf(stack[i + 1]);
        const cid = stack[i + 2];
        if (low && high && typeof cid === 'number') map.addRange(low.length, low.code, high.code, cid);
      }
      break;
    case 'endcidchar':
      for (let i = 0; i + 1 < stack.length; i += 2) {
        const code = codeOf(stack[i]);
        const cid = stack[i + 1];
        if (code && typeof cid === 'number') map.addCid(code.length, code.code, cid);
      }
      break;
    case 'usecmap': {
      const name = stack.at(-1);
      if (name instanceof NameOperand) map.parent = use(name.raw);
      if (map.parent) map.vertical = map.parent.vertical;
      break;
    }
    case 'def': {
      const name = stack.at(-2);
      if (name instanceof NameOperand && name.raw === 'WMode') map.vertical = stack.at(-1) === 1;
      break;
    }
    default:
  }
  return stack.length;
}

function codeOf(operand: Operand | undefined): { length: number; code: number } | undefined {
  if (!(operand instanceof StringOperand) || operand.bytes.length > 4) return undefined;
  let code = 0;
  for (const byte of operand.bytes) code = code * 256 + byte;
  return { length: operand.bytes.length, code };
}
