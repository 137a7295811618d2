import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { type Child, customElement } from './ui/dom.ts';

/**
 * The controls of the page. Nothing else imports the toolkit, so that it can be replaced here.
 */

/** Makes the controls known to the browser. Once, before any is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

/** What a button is and does. */
export interface ButtonOptions {
  readonly look: 'primary' | 'secondary' | 'icon';
  /** Name for screen readers and tooltip; with the key that does the same. */
  readonly label: string;
  readonly tooltip?: string;
  readonly onPress: () => void;
  /** For a button that is on or off. */
  readonly pressed?: boolean;
  /** Stable name for tests. */
  readonly action: string;
}

/** A push button. */
export function createButton(options: ButtonOptions, ...children: readonly Child[]): HTMLElement {
  const button = customElement(
    'vscode-button',
    {
      attributes: {
        appearance: options.look,
        'aria-label': options.label,
        title: options.tooltip ?? options.label,
        'data-action': options.action,
      },
      on: { click: options.onPress },
    },
    ...children,
  );
  if (options.pressed !== undefined) {
    setPressed(button, options.pressed);
    // The real button is made when the element comes into the document.
    (button as Fast).$fastController.subscribe({ handleChange: () => passPressed(button) }, 'isConnected');
  }
  return button;
}

type Fast = HTMLElement & {
  readonly $fastController: { subscribe(subscriber: { handleChange(): void }, property: string): void };
};

/** The state belongs on the real button: the element around it has no role that could be pressed. */
function passPressed(button: HTMLElement): void {
  button.shadowRoot
    ?.querySelector('button')
    ?.setAttribute('aria-pressed', button.dataset['pressed'] ?? 'false');
}

/** Shows whether a button that is on or off is on. */
export function setPressed(button: HTMLElement, pressed: boolean): void {
  button.dataset['pressed'] = String(pressed);
  passPressed(button);
}

/** Makes a control unusable, or usable again. */
export function setDisabled(control: HTMLElement, disabled: boolean): void {
  (control as HTMLElement & { disabled: boolean }).disabled = disabled;
}

/** What a checkbox is and does. */
export interface CheckboxOptions {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly action: string;
}

type Checkable = HTMLElement & { checked: boolean };

// The control reports changes from code as well; only those of a person are passed on.
const setByCode = new Set<HTMLElement>();

/** A checkbox with its label beside it. */
export function createCheckbox(options: CheckboxOptions): HTMLElement {
  const box = customElement(
    'vscode-checkbox',
    { attributes: { 'data-action': options.action } },
    options.label,
  );
  (box as Checkable).checked = options.checked;
  box.addEventListener('change', () => {
    if (!setByCode.has(box)) {
      options.onChange((box as Checkable).checked);
    }
  });
  return box;
}

/** Ticks or unticks a checkbox without calling back. */
export function setChecked(box: HTMLElement, checked: boolean): void {
  setByCode.add(box);
  (box as Checkable).checked = checked;
  setByCode.delete(box);
}

/** What a text field is and does. */
export interface FieldOptions {
  readonly label: string;
  readonly placeholder?: string;
  readonly action: string;
  /** Width in characters. */
  readonly size?: number;
  readonly onInput?: (value: string) => void;
}

type Valued = HTMLElement & { value: string; select?: () => void };

/** A one-line text field. */
export function createField(options: FieldOptions): HTMLElement {
  const field = customElement('vscode-text-field', {
    attributes: {
      'aria-label': options.label,
      placeholder: options.placeholder,
      size: options.size,
      'data-action': options.action,
    },
  });
  // The toolkit gives the field a name of its own when it comes into the document.
  const rename = (): void => queueMicrotask(() => field.setAttribute('aria-label', options.label));
  (field as Fast).$fastController.subscribe({ handleChange: rename }, 'isConnected');
  field.addEventListener('input', () => options.onInput?.((field as Valued).value));
  return field;
}

/** What is in a field. */
export function valueOf(control: HTMLElement): string {
  return (control as Valued).value ?? '';
}

/** Sets what is in a field, without calling back. */
export function setValue(control: HTMLElement, value: string): void {
  if ((control as Valued).value !== value) {
    (control as Valued).value = value;
  }
}

/** Puts the cursor in a field with all of its text selected. */
export function focusField(field: HTMLElement): void {
  field.focus();
  const inner = field.shadowRoot?.querySelector('input');
  inner?.focus();
  inner?.select();
}

/** A turning ring: something is being fetched. */
export function createProgressRing(label: string): HTMLElement {
  return customElement('vscode-progress-ring', { attributes: { 'aria-label': label } });
}
