import type { Redaction } from '../../src/core/model/redaction.ts';
import { indexOf, type Model, selectMarks } from '../state/model.ts';
import type { Texts } from '../texts.ts';
import type { Announcer } from '../ui/announcer.ts';
import { codesOf } from './label.ts';

/** Follows the marks from snapshot to snapshot: tells what changed, and unselects what is gone. */
export function watchChanges(model: Model, announcer: Announcer, texts: Texts): void {
  model.snapshot.subscribe((snapshot, before) => {
    const now = indexOf(snapshot).byId;
    const old = indexOf(before).byId;
    const added = snapshot.redactions.filter((redaction) => !old.has(redaction.id));
    const removed = before.redactions.filter((redaction) => !now.has(redaction.id));
    const changed = snapshot.redactions.filter((redaction) => {
      const earlier = old.get(redaction.id);
      return earlier !== undefined && earlier !== redaction && !sameMark(earlier, redaction);
    });
    if (added.length > 0) {
      const codes = [...new Set(added.map((redaction) => codesOf(redaction, texts)))].join('; ');
      announcer.say(texts.added(codes, added.length));
    } else if (removed.length > 0) {
      announcer.say(texts.deleted(removed.length));
    } else if (changed.length > 0) {
      announcer.say(texts.changed(changed.length));
    }
    if (removed.length > 0) {
      selectMarks(
        model,
        [...model.selected.value].filter((id) => now.has(id)),
      );
    }
  });
}

function sameMark(a: Redaction, b: Redaction): boolean {
  return (
    a.modified === b.modified &&
    a.status === b.status &&
    a.reason === b.reason &&
    a.motivation === b.motivation &&
    a.grounds.join() === b.grounds.join() &&
    a.quads.join() === b.quads.join()
  );
}
