/** Characters that XML 1.0 has no place for or advises against, lone surrogates among them. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text with only characters that XML can hold. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD');
}

/** A text as XML content or attribute value. */
export function escapeXml(text: string): string {
  return xmlText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** An element with attributes; `content` is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>> = {},
  content = '',
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** The declaration that office files start with. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
