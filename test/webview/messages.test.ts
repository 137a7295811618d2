import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HostMessage, PageMessage, Snapshot } from '../../src/core/protocol.ts';
import type { PageText } from '../../src/core/text/characters.ts';
import { parseHostMessage } from '../../webview/parse.ts';
import { Transport } from '../../webview/transport.ts';
import { finding, mark } from './support/marks.ts';

const snapshot: Snapshot = {
  version: 1,
  redactions: [mark('een', 1)],
  findings: [finding('een')],
  reviewedPages: [1],
  grounds: [{ code: '10.2.e', title: 'Persoonlijke levenssfeer' }],
  reasons: [{ id: 'persoon', title: 'Namen', grounds: ['10.2.e'] }],
  shortcuts: [{ key: 'e', label: '10.2.e Namen' }],
  law: 'Wob',
};

const text: PageText = {
  geometry: { page: 1, mediaBox: [0, 0, 595, 842], cropBox: [0, 0, 595, 842], rotate: 0, userUnit: 1 },
  characters: [
    { text: 'A', ink: [1, 1, 2, 2], loose: [1, 1, 2, 2], origin: [1, 1], angle: 0, generated: false },
  ],
};

const sound: readonly HostMessage[] = [
  { type: 'open', pdfUrl: 'a.pdf', fileName: 'a.pdf', language: 'nl', snapshot },
  {
    type: 'open',
    pdfUrl: 'a.pdf',
    fileName: 'a.pdf',
    language: 'en',
    snapshot: { ...snapshot, readOnly: 'omdat' },
    position: { page: 2, top: 0.5, zoom: 'fit-page', darkPages: true, sidebar: 'outline', marksPanel: false },
  },
  { type: 'unreadable', fileName: 'a.pdf', message: 'Kapot.' },
  { type: 'snapshot', snapshot },
  { type: 'reveal', page: 3, redactionId: 'een' },
  { type: 'command', command: 'next-finding' },
  { type: 'select', ids: ['een'] },
  { type: 'asking', asking: true },
  { type: 'response', requestId: 4, result: text },
  { type: 'failure', requestId: 4, message: 'Kapot.' },
];

describe('messages from the host', () => {
  it('come through as they are when they are sound', () => {
    for (const message of sound) {
      assert.equal(parseHostMessage(message), message);
    }
  });

  it('are refused with any field missing or of another kind', () => {
    const optional = new Set(['position', 'redactionId']);
    for (const message of sound) {
      for (const field of Object.keys(message)) {
        if (!optional.has(field)) {
          const { [field as 'type']: _, ...rest } = message;
          assert.equal(parseHostMessage(rest), undefined, `${message.type} without ${field}`);
        }
        assert.equal(
          parseHostMessage({ ...message, [field]: Symbol.iterator }),
          undefined,
          `${message.type} with a wrong ${field}`,
        );
      }
    }
    for (const value of [
      null,
      3,
      'open',
      [],
      { type: 'toString' },
      { type: 'command', command: 'toString' },
    ]) {
      assert.equal(parseHostMessage(value), undefined);
    }
  });

  it('are refused with a mark that cannot be drawn', () => {
    const wrong = [
      { ...mark('een', 1), quads: [[1, 2, 3]] },
      { ...mark('een', 1), quads: [[0, 0, 0, 0, 0, 0, 0, Number.NaN]] },
      { ...mark('een', 0) },
      { ...mark('een', 1), status: 'misschien' },
    ];
    for (const redaction of wrong) {
      assert.equal(
        parseHostMessage({ type: 'snapshot', snapshot: { ...snapshot, redactions: [redaction] } }),
        undefined,
      );
    }
  });
});

describe('requests to the host', () => {
  const make = (): {
    transport: Transport;
    sent: PageMessage[];
    answer: (message: HostMessage) => void;
    noticed: unknown[];
  } => {
    const sent: PageMessage[] = [];
    const noticed: unknown[] = [];
    const events = new EventTarget();
    const transport = new Transport(
      { postMessage: (message) => void sent.push(message) },
      events,
      (notice) => void noticed.push(notice),
    );
    const answer = (data: HostMessage): void =>
      void events.dispatchEvent(Object.assign(new Event('message'), { data }));
    return { transport, sent, answer, noticed };
  };

  it('are answered by their number, in any order', async () => {
    const { transport, sent, answer, noticed } = make();
    const both = [transport.pageText(1), transport.pageText(2)];
    assert.deepEqual(
      sent.map((message) => (message.type === 'request' ? message.request.page : 0)),
      [1, 2],
    );
    const second = { ...text, geometry: { ...text.geometry, page: 2 } };
    answer({ type: 'response', requestId: 2, result: second });
    answer({ type: 'response', requestId: 99, result: text });
    answer({ type: 'response', requestId: 1, result: text });
    assert.deepEqual(await Promise.all(both), [text, second]);
    assert.deepEqual(noticed, []);
  });

  it('fail when the host says so', async () => {
    const { transport, answer } = make();
    const asked = transport.pageText(1);
    answer({ type: 'failure', requestId: 1, message: 'Kapot.' });
    await assert.rejects(asked, /Kapot/u);
  });
});
