import { PDFArray, PDFDict, PDFName, PDFStream, type PDFObject } from 'pdf-lib';
import { asNumber, dictAt, elements, entry, nameAt, numberAt } from '../objects/lookup.ts';
import { Edits } from './edits.ts';
import { drawForm, refOf, useSoftMask } from './forms.ts';
import { drawImage, drawInlineImage } from './images.ts';
import { readInlineImage } from './inline-image.ts';
import { Leftovers, type Slot } from './leftovers.ts';
import { Lexer } from './lexer.ts';
import { MarkedContent } from './marked-content.ts';
import { isFinite, multiply, type Matrix } from './matrix.ts';
import type { Operand } from './operand.ts';
import { Operation } from './operators.ts';
import { PathRecorder } from './paths.ts';
import { setDashes, setLines } from './dashes.ts';
import { PatternColours } from './pattern-colours.ts';
import { boundsOf, transformBox, type Bounds } from './region.ts';
import { LimitReached, type Content, type PageRun } from './run.ts';
import { paintShading } from './shadings.ts';
import { fixSpaces, isMoved, setsText, veils, type State } from './state.ts';
import { TextEditor } from './text-editor.ts';

/** More saved states than this are damage; further ones are not kept, as in viewers. */
const MAX_SAVED = 512;

/** Operators that change no state when they stand outside q and Q. */
const LEAVE_NOTHING: ReadonlySet<string> = new Set(['q', 'Q', 'Do', 'BMC', 'BDC', 'EMC', 'MP', 'DP']);

/** Goes through a content stream and notes what must change in it. */
export function executeContent(run: PageRun, content: Content): Edits {
  const interpreter = new Interpreter(run, content);
  interpreter.execute();
  return interpreter.edits;
}

class Interpreter {
  readonly edits = new Edits();
  private readonly run: PageRun;
  private readonly content: Content;
  private readonly saved: State[] = [];
  private readonly op = new Operation();
  private readonly paths: PathRecorder;
  private readonly marked: MarkedContent;
  private readonly text: TextEditor;
  private readonly colours: PatternColours;
  private readonly leftovers: Leftovers;
  private state: State;
  /** Where the operator before this one ended. */
  private previousEnd = -1;

  constructor(run: PageRun, content: Content) {
    this.run = run;
    this.content = content;
    this.state = content.state;
    this.paths = new PathRecorder(run, this.edits, content.bytes);
    this.colours = new PatternColours(run, this.edits, content);
    this.marked = new MarkedContent(run, this.edits, content.scope, content.stream);
    this.text = new TextEditor(run, this.edits, content.bytes);
    this.leftovers = new Leftovers(run, this.edits);
  }

  execute(): void {
    const { op, run } = this;
    const lexer = new Lexer(this.content.bytes);
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
      if (kind === 'operand') {
        if (op.operands.length === 0) op.start = lexer.start;
        op.operands.push(lexer.operand);
        op.places.push(lexer.start, lexer.end);
        continue;
      }
      run.countOperator();
      if (op.operands.length === 0) op.start = lexer.start;
      op.operator = lexer.operator;
      op.end = lexer.end;
      if (this.isPage && !this.leavesNothing(op.operator)) run.leavesState = true;
      if (this.isPage) run.shared.at = op.start;
      if (op.operator === 'BI') this.inlineImage(lexer);
      else this.dispatch();
      this.previousEnd = op.end;
      op.clear();
    }
    this.marked.endAll();
    this.leftovers.end();
    this.colours.settle();
    if (this.isPage) this.closeStates();
  }

  /** Whether an operator changes nothing that what stands behind the page's content would find changed. */
  private leavesNothing(operator: string): boolean {
    const open = this.saved.length;
    return open > 0 ? open < MAX_SAVED : LEAVE_NOTHING.has(operator);
  }

  /** The page's own content, behind which boxes are drawn. */
  private get isPage(): boolean {
    return this.content.depth === 0;
  }

  /** States that the content leaves open end with it, so that what comes behind is in the page's own space. */
  private closeStates(): void {
    const open = this.saved.length;
    if (open > 0) this.edits.insert(this.content.bytes.length, `\n${'Q '.repeat(open)}`);
  }

  /** A Q without its q says nothing, but poppler draws nothing that comes behind it: on the page it goes. */
  private restore(): void {
    this.text.settle(this.state, this.op);
    const state = this.saved.pop();
    if (state) {
      this.state = state;
      this.leftovers.restore(this.op);
    } else if (this.isPage) this.edits.remove(this.op.start, this.op.end);
  }

  private save(): void {
    this.text.settle(this.state, this.op);
    if (this.saved.length >= MAX_SAVED) return;
    const saved = { ...this.state };
    this.saved.push(saved);
    this.state.mover = undefined;
    this.state.outer = saved;
    this.leftovers.save(this.op);
  }

  private dispatch(): void {
    const { op, paths, text } = this;
    switch (op.operator) {
      case 'm':
      case 'l':
      case 'c':
      case 'v':
      case 'y':
      case 'h':
      case 're':
        paths.construct(op, this.state.ctm, this.previousEnd);
        break;
      case 'W':
      case 'W*':
        fixSpaces(this.state);
        paths.setClip(op);
        break;
      case 'S':
      case 's':
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
      case 'n':
        this.paintPath();
        break;
      case 'Tj':
      case "'":
      case '"':
      case 'TJ':
        this.show();
        break;
      case 'BT':
        this.leftovers.beginText(op);
        text.begin(this.state);
        break;
      case 'ET':
        this.leftovers.endText(op, text.end(op));
        break;
      case 'Td':
        text.moveLine(this.state, op, op.number(1), op.number(0));
        break;
      case 'TD':
        text.moveLine(this.state, op, op.number(1), op.number(0));
        this.state.leading = -op.number(0);
        this.leftovers.set(['TL'], op, false);
        break;
      case 'Tm':
        text.place(this.state, op, op.matrix());
        break;
      case 'T*':
        this.leftovers.use('TL');
        text.moveLine(this.state, op, 0, -this.state.leading);
        break;
      case 'q':
        this.save();
        break;
      case 'Q':
        this.restore();
        break;
      case 'cm':
        this.concatenate();
        break;
      default:
        this.dispatchRare();
    }
  }

  /** Tc Tw Tz TL Ts Tr Tf; false for another. */
  private setText(): boolean {
    const { op, state } = this;
    const isFont = op.operator === 'Tf';
    if (isFont) this.setFont(op.name(1), op.number(0));
    else if (!setsText(state, op.operator, op.number(0))) return false;
    if (op.operator === 'TL') this.text.setLeading();
    this.leftovers.set([op.operator as Slot], op);
    return true;
  }

  private dispatchRare(): void {
    const { op, state } = this;
    if (this.isPage && op.lacksOperands) return this.edits.remove(op.start, op.end);
    if (this.setText()) return;
    switch (op.operator) {
      case 'w':
        state.lineWidth = Math.abs(op.number(0));
        break;
      case 'J':
        state.caps = op.number(0);
        break;
      case 'd':
        setDashes(state, op.operands[0], op.number(0));
        break;
      case 'gs':
        this.setGraphicsState();
        break;
      case 'Do':
        this.drawObject();
        break;
      case 'sh':
        this.shade();
        break;
      case 'BMC':
      case 'BDC':
        this.leftovers.mark(op);
        this.marked.begin(op);
        break;
      case 'EMC':
        this.leftovers.mark(op);
        this.marked.end(op);
        break;
      case 'MP':
      case 'DP':
        this.leftovers.mark(op);
        break;
      default:
        this.setColour();
    }
  }

  private setColour(): void {
    const { op, state } = this;
    this.leftovers.setColour(op);
    switch (op.operator) {
      case 'scn':
      case 'sc':
        state.fill = this.colours.select(op);
        break;
      case 'SCN':
      case 'SC':
        state.stroke = this.colours.select(op);
        break;
      case 'cs':
      case 'g':
      case 'rg':
      case 'k':
        state.fill = undefined;
        break;
      case 'CS':
      case 'G':
      case 'RG':
      case 'K':
        state.stroke = undefined;
        break;
      default:
    }
  }

  private concatenate(): void {
    const { op, state, run } = this;
    this.leftovers.move(op);
    const matrix = op.matrix();
    // The way back from text that moved tells where it was.
    if (isMoved(state) && (matrix[4] !== 0 || matrix[5] !== 0)) run.lines.isTold = true;
    this.text.turnSpace(state, matrix, op.start);
    const isSaved = this.saved.length > 0 && run.widthProtection !== 'off';
    state.mover = isSaved
      ? { start: op.start, end: op.end, matrix, turn: op.turn(this.content.bytes), kept: run.kept }
      : undefined;
    this.state.ctm = multiply(matrix, this.state.ctm);
    if (!isFinite(this.state.ctm)) throw new LimitReached('matrix that is not finite');
  }

  private setFont(name: string | undefined, size: number): void {
    const { scope } = this.content;
    const dict = name === undefined ? undefined : scope.find('Font', name);
    this.useFont(dict);
    this.state.fontSize = size;
  }

  private useFont(dict: PDFObject | undefined): void {
    this.state.fontDict = dict instanceof PDFDict ? dict : undefined;
    this.state.font = this.run.font(this.state.fontDict);
  }

  private show(): void {
    const { op, state, text } = this;
    this.run.shown = true;
    if (op.operator === "'" || op.operator === '"') {
      if (op.operator === '"') {
        state.wordSpacing = op.number(2);
        state.charSpacing = op.number(1);
      }
      this.leftovers.use('TL');
      text.moveLine(state, op, 0, -state.leading);
    }
    const last = op.operands.at(-1);
    const elements: readonly Operand[] = Array.isArray(last) ? last : [last ?? null];
    const before = state.tm;
    if (state.renderMode >= 4) state.clipIsBox = false;
    const removed = text.show(state, op, elements);
    if (this.run.said.length > 0) this.marked.shown(this.textArea(before));
    if (removed) this.colours.paintAsBefore(state);
    else if (state.fill ?? state.stroke) this.colours.paintText(state, this.textArea(before), op);
  }

  /** About where a string was shown: enough to tell which cells of a pattern show through it. */
  private textArea(before: Matrix): Bounds {
    const { state } = this;
    const size = state.fontSize;
    const beside = state.font?.vertical === true ? size : 0;
    const tall = { left: -beside, bottom: -size, right: beside, top: size };
    return boundsOf([
      ...transformBox(multiply(before, state.ctm), tall),
      ...transformBox(multiply(state.tm, state.ctm), tall),
    ]);
  }

  private paintPath(): void {
    const { op, paths, state } = this;
    const { bounds: area, from } = paths;
    const isWhole = paths.isBox && state.clipIsBox;
    const left = paths.paint(op, state, this.previousEnd);
    if (from < 0) return;
    if (paths.moved?.staysInSpace !== true) this.text.settleSpace(state, from);
    state.offset = paths.moved?.offset ?? state.offset;
    if (op.operator !== 'n') this.run.noteFate(left);
    if (left) this.colours.paintPath(state, area, from, op, { keptOut: paths.keptOut, isWhole });
    else this.colours.lose(state, op);
  }

  private setGraphicsState(): void {
    const { op, state, run } = this;
    const { scope, depth } = this.content;
    const name = op.name();
    const settings = name === undefined ? undefined : scope.find('ExtGState', name);
    if (name === undefined || !(settings instanceof PDFDict)) return;
    if (dictAt(settings, 'SMask')) this.text.fixSpace(state, op.start);
    setLines(state, settings);
    const font = entry(settings, 'Font');
    if (font instanceof PDFArray) {
      const [dict, size] = elements(font);
      this.useFont(dict);
      state.fontSize = asNumber(size) ?? 0;
      this.leftovers.set(['Tf'], op, false);
    }
    state.isVeiled = veils(settings) ?? state.isVeiled;
    if (dictAt(settings, 'SMask')) useSoftMask(run, state, scope, this.edits, settings, name, op, depth);
    else scope.keep('ExtGState', name);
  }

  private drawObject(): void {
    const { op, run, state } = this;
    const { scope, depth } = this.content;
    const name = op.name();
    const object = name === undefined ? undefined : scope.find('XObject', name);
    this.text.settleSpace(state, op.start);
    if (name === undefined || !(object instanceof PDFStream)) return;
    const isOff = run.isOff(entry(object.dict, 'OC'));
    if (isOff) run.shared.hide();
    const kind = nameAt(object.dict, 'Subtype');
    if (kind === 'Image') {
      run.shown = true;
      this.colours.paintAsBefore(state);
      drawImage(run, state, scope, this.edits, object, name, op);
    } else if (kind === 'Form' || object.dict.has(PDFName.of('BBox'))) {
      const raw = scope.raw('XObject', name);
      drawForm(run, { ...state }, scope, this.edits, object, refOf(raw), name, op, depth);
    } else scope.keep('XObject', name);
    if (isOff) run.shared.reveal();
  }

  private shade(): void {
    const name = this.op.name();
    this.text.settleSpace(this.state, this.op.start);
    if (name !== undefined) paintShading(this.run, this.state, this.content.scope, this.edits, name, this.op);
  }

  private inlineImage(lexer: Lexer): void {
    const { scope, bytes } = this.content;
    const place = readInlineImage(bytes, lexer.at, (name) => componentsOf(scope.find('ColorSpace', name)));
    if (!place) return;
    const start = this.op.operands.length === 0 ? this.op.start : lexer.start;
    this.run.shown = true;
    this.text.settleSpace(this.state, start);
    this.colours.paintAsBefore(this.state);
    drawInlineImage(this.run, this.state, scope, this.edits, bytes, start, place);
    if (this.isPage && place.dataEnd === bytes.length) {
      // Content that breaks off within it: readers would take a box behind it for more of its data.
      this.edits.insert(place.end, '\nEI');
      this.run.changes++;
    }
    lexer.at = place.end;
    this.op.end = place.end;
  }
}

/** Components of a colour space array that an inline image names. */
export function componentsOf(space: unknown): number | undefined {
  if (space instanceof PDFName) return { DeviceGray: 1, DeviceRGB: 3, DeviceCMYK: 4 }[space.decodeText()];
  if (!(space instanceof PDFArray)) return undefined;
  const [family, second] = elements(space);
  if (!(family instanceof PDFName)) return undefined;
  switch (family.decodeText()) {
    case 'ICCBased':
      return second instanceof PDFStream ? numberAt(second.dict, 'N') : undefined;
    case 'CalRGB':
    case 'Lab':
      return 3;
    case 'DeviceN':
      return second instanceof PDFArray ? second.size() : undefined;
    case 'Indexed':
    case 'I':
    case 'CalGray':
    case 'Separation':
      return 1;
    default:
      return undefined;
  }
}
