import type { MarkProof, RedactionMark } from '../../core/ports/pdf.ts';
import type { PageCharacter } from '../../core/text/characters.ts';
import { frameOf, cornersOfFrame } from '../document/frame.ts';
import type { EnginePage } from '../engine/page.ts';
import type { Pointer } from '../engine/raw.ts';
import { areUniform } from './page-proof.ts';
import { MarkedPlaces } from './place.ts';

/** A frame's line along its edge may be this thick, points. */
const BORDER = 1.5;

/**
 * Checks the marks of one page of a file that is said to be redacted. Letters that say nothing but the mark's
 * codes are its label: they may be there, and are left out of the picture.
 */
export function checkMarks(
  page: EnginePage,
  marks: readonly RedactionMark[],
): Omit<MarkProof, 'quoteFound'>[] {
  const characters = page.characters();
  const owners = page.owners();
  const texts = textsByOwner(characters, owners);
  const framed = marks.map(({ quads }) => ({
    boxes: quads.map((quad) => cornersOfFrame(frameOf(quad))),
    border: BORDER,
  }));
  // Of a mark that lies over another, the label may lie in that one.
  const codes = marks.flatMap((mark) => mark.codes);
  return marks.map((mark, i) => {
    const places = MarkedPlaces.of(mark.quads);
    const labels = new Set([...texts].filter(([, text]) => isLabel(text, codes)).map(([owner]) => owner));
    const left = characters.filter(
      (each, index) => !each.generated && places.holds(each) && !labels.has(owners[index] ?? 0),
    );
    const hidden = [...labels].filter((owner) =>
      characters.some((each, index) => owners[index] === owner && places.overlaps(each.ink, 0)),
    );
    for (const owner of hidden) page.setActive({ pointer: owner }, false);
    // What only an annotation covers is not removed.
    const uniform = [true, false].every((annotated) => {
      page.annotated = annotated;
      return areUniform(page, framed.slice(i))[0] === true;
    });
    page.annotated = true;
    for (const owner of hidden) page.setActive({ pointer: owner }, true);
    return { id: mark.id, page: mark.page, codes: mark.codes, charactersLeft: left.length, uniform };
  });
}

function textsByOwner(
  characters: readonly PageCharacter[],
  owners: readonly Pointer[],
): Map<Pointer, string> {
  const texts = new Map<Pointer, string>();
  characters.forEach((character, index) => {
    const owner = owners[index] ?? 0;
    if (owner !== 0 && !character.generated) texts.set(owner, (texts.get(owner) ?? '') + character.text);
  });
  return texts;
}

/** Whether a text is made of the mark's codes and the words that announce them. */
function isLabel(text: string, codes: readonly string[]): boolean {
  let rest = text;
  for (const code of [...codes].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(code, ' ');
  return rest.replace(/weggelakt|[\s:;,/&+()-]/giu, '') === '';
}
