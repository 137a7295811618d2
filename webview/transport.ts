import type { HostMessage, PageMessage } from '../src/core/protocol.ts';
import type { PageText } from '../src/core/text/characters.ts';
import { parseHostMessage } from './parse.ts';

/** What can take messages to the extension host. */
export interface HostPort {
  postMessage(message: PageMessage): void;
}

/** Messages from the host that are not answers to a request. */
export type HostNotice = Exclude<HostMessage, { type: 'response' } | { type: 'failure' }>;

/** Milliseconds after which an unanswered request fails. */
const TIMEOUT = 60_000;

interface Pending {
  readonly resolve: (text: PageText) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * The only way between page and host. Messages are parsed on arrival; what is
 * malformed is dropped (other scripts of the editor frame post messages too). A request is answered, fails or times out.
 */
export class Transport {
  readonly #port: HostPort;
  readonly #pending = new Map<number, Pending>();
  #lastRequest = 0;

  /** `events` is where messages arrive: the window. */
  constructor(port: HostPort, events: EventTarget, onNotice: (notice: HostNotice) => void) {
    this.#port = port;
    events.addEventListener('message', (event) => {
      const message = parseHostMessage((event as MessageEvent<unknown>).data);
      if (message === undefined) {
        return;
      }
      if (message.type === 'response' || message.type === 'failure') {
        this.#settle(message);
      } else {
        onNotice(message);
      }
    });
  }

  /** Sends what needs no answer. */
  send(message: Exclude<PageMessage, { type: 'request' }>): void {
    this.#port.postMessage(message);
  }

  /** Characters of a page (from 1). Rejects where the host fails or does not answer in time. */
  pageText(page: number): Promise<PageText> {
    this.#lastRequest += 1;
    const requestId = this.#lastRequest;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(requestId);
        reject(new Error(`No answer within ${TIMEOUT} ms on the text of page ${page}`));
      }, TIMEOUT);
      this.#pending.set(requestId, { resolve, reject, timer });
      this.#port.postMessage({ type: 'request', requestId, request: { kind: 'page-text', page } });
    });
  }

  #settle(message: Extract<HostMessage, { type: 'response' | 'failure' }>): void {
    const pending = this.#pending.get(message.requestId);
    if (pending === undefined) {
      return;
    }
    this.#pending.delete(message.requestId);
    clearTimeout(pending.timer);
    if (message.type === 'response') {
      pending.resolve(message.result);
    } else {
      pending.reject(new Error(message.message));
    }
  }
}
