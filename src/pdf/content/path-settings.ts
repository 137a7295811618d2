import { Lexer } from './lexer.ts';
import { NameOperand, type Operand } from './operand.ts';
import { formatNumber } from './operators.ts';

/** Operators that set what a path is painted with, by numbers alone (ISO 32000-2, tables 56 and 73). */
const SETTINGS = /^(?:[wJjMdi]|G|g|RG|rg|K|k|SCN?|scn?)$/;

/** By the name of a resource alone: some libraries say between a path and its filling what its colours are. */
const BY_NAME = /^(?:CS|cs|gs|ri)$/;

/** As exact as programs write colours. */
const DECIMALS = 6;

/**
 * Operators in some stretches of content, which may stand between those of a path: the standard does not allow them
 * there, but readers heed them, for they count when the path is painted. To be put before it. Undefined where there are
 * others.
 *
 * @param places start, end, start, end …
 */
export function settingsIn(content: Uint8Array, places: readonly number[]): string | undefined {
  const tokens: string[] = [];
  for (let i = 0; i < places.length; i += 2) {
    const lexer = new Lexer(content, places[i], places[i + 1]);
    let operands: Operand[] = [];
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
      if (kind === 'operand') operands.push(lexer.operand);
      else {
        const { operator } = lexer;
        const [name] = operands;
        // Without comments, which may tell something.
        if (SETTINGS.test(operator) && operands.every(isNumeric)) tokens.push(...operands.map(formatOperand));
        else if (BY_NAME.test(operator) && name instanceof NameOperand && operands.length === 1)
          tokens.push(`/${name.raw}`);
        else return undefined;
        tokens.push(operator);
        operands = [];
      }
    }
    if (operands.length > 0) return undefined;
  }
  return tokens.map((token) => ` ${token}`).join('');
}

function isNumeric(operand: Operand): boolean {
  return (
    typeof operand === 'number' ||
    (Array.isArray(operand) && operand.every((each) => typeof each === 'number'))
  );
}

function formatOperand(operand: Operand): string {
  if (Array.isArray(operand)) return `[${operand.map((each) => formatOperand(each as Operand)).join(' ')}]`;
  return formatNumber(Number(operand), DECIMALS);
}
