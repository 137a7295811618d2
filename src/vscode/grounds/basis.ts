import type { GroundSet, Reason } from '../../core/grounds/types.ts';
import type { Redaction } from '../../core/model/redaction.ts';
import type { MarkBasis, PickedBasis } from '../editor/edits.ts';
import { language } from '../platform/settings.ts';
import { askOwnWords, type OwnWords } from './own-words.ts';
import { pickGrounds } from './pick-grounds.ts';
import { pickReason } from './pick-reason.ts';
import { previewText } from './preview-text.ts';
import type { ReadingRoom } from './reading-room.ts';
import type { RecentChoices } from './recent.ts';
import { texts } from './texts.ts';

/** Asks for what marks rest on: grounds, then a reason or own words. */
export class BasisQuestion {
  readonly #recent: RecentChoices;
  readonly #reading: ReadingRoom;

  constructor(recent: RecentChoices, reading: ReadingRoom) {
    this.#recent = recent;
    this.#reading = reading;
  }

  /**
   * `current`: the marks that are to change, none for new ones. `authority`: short name of the public body. `start`: `reason` keeps the grounds that they have
   * in common, if any. Undefined when the person gives up.
   */
  async ask(
    set: GroundSet,
    current: readonly Redaction[],
    authority: string | undefined,
    start?: 'reason',
  ): Promise<PickedBasis | undefined> {
    const say = texts[language()];
    const first = current[0];
    const common = commonGrounds(current);
    const grounds =
      start === 'reason' && common.length > 0
        ? common
        : await pickGrounds(
            set,
            this.#recent.grounds(set.law),
            common,
            (ground) => void this.#reading.show(say.articleFile(ground.code), [ground.citation, ground.text]),
          );
    if (!grounds) return undefined;
    const preview = (reason: Reason): readonly string[] => previewText(set, reason, authority);
    const choice = await pickReason(
      set,
      grounds,
      this.#recent.reasons(set.law),
      first?.reason,
      preview,
      (reason) => void this.#reading.show(say.reasonFile(reason.title), preview(reason)),
    );
    if (!choice) return undefined;
    const basis: MarkBasis =
      choice.kind === 'reason'
        ? { grounds: [...new Set([...choice.reason.grounds, ...grounds])], reason: choice.reason.id }
        : { grounds };
    const wantsWords =
      choice.kind === 'own-words' ||
      (choice.kind === 'reason' && choice.reason.rules.some(({ kind }) => kind === 'needs-motivation'));
    const words = wantsWords
      ? await this.askWords(basis.grounds.join(' + '), first?.motivation ?? '')
      : undefined;
    if (choice.kind === 'own-words' && !words) return undefined;
    this.#recent.remember(set.law, basis.grounds, basis.reason);
    if (words?.kind === 'large') return { basis, write: words.text };
    const text = words?.text.trim() ?? '';
    return { basis: text === '' ? basis : { ...basis, motivation: text } };
  }

  /** Own words of marks; a text of several lines is written in the larger window. */
  async askWords(codes: string, current: string): Promise<OwnWords | undefined> {
    return current.includes('\n') ? { kind: 'large', text: current } : askOwnWords(codes, current);
  }

  /** Notes what a key gave, so that it is among the recent ones. */
  remember(set: GroundSet, basis: MarkBasis): void {
    this.#recent.remember(set.law, basis.grounds, basis.reason);
  }
}

function commonGrounds(marks: readonly Redaction[]): readonly string[] {
  const [first, ...rest] = marks;
  return first?.grounds.filter((code) => rest.every(({ grounds }) => grounds.includes(code))) ?? [];
}
