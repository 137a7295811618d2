/**
 * Line drawings on a 16 by 16 grid, stroked in the colour of the text around them. Each value is the data of
 * one or more SVG paths.
 */
const ICONS = {
  outline: ['M2.5 3.5h11M5 6.5h8.5M5 9.5h8.5M2.5 12.5h11'],
  thumbnails: ['M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z'],
  up: ['M3.5 10 8 5.5l4.5 4.5'],
  down: ['M3.5 6 8 10.5 12.5 6'],
  plus: ['M8 3.5v9M3.5 8h9'],
  minus: ['M3.5 8h9'],
  'fit-width': ['M2.5 3v10M13.5 3v10M4.5 8h7M6.5 6l-2 2 2 2M9.5 6l2 2-2 2'],
  'fit-page': ['M3.5 2.5h9v11h-9zM6 6l2-1.6L10 6M6 10l2 1.6L10 10M8 4.6v6.8'],
  find: ['M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10.2 10.2l3.3 3.3'],
  area: ['M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5v5h-5z'],
  page: ['M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M6 8.5h4M6 11h4'],
  preview: [
    'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  ],
  dark: ['M12.8 10.1A5.6 5.6 0 0 1 5.9 3.2a5.6 5.6 0 1 0 6.9 6.9z'],
  panel: ['M2.5 3h11v10h-11zM10 3v10M11.3 5.5h1M11.3 7.5h1'],
  help: [
    'M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM6.2 6.4A1.8 1.8 0 1 1 8.6 8c-.4.2-.6.5-.6 1M8 11v.4',
  ],
  close: ['M4 4l8 8M12 4l-8 8'],
  accept: ['M3 8.5l3.2 3.2L13 4.8'],
  reject: ['M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM4.3 4.3l7.4 7.4'],
  same: ['M2.5 2.5h7v5h-7zM6.5 10.5v3h7v-5h-1.5M4.5 5h3'],
  remove: ['M3 4.5h10M6.3 4.5v-2h3.4v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4'],
  motivate: ['M2.5 3h11v7.5h-6L4.8 13v-2.5H2.5zM5 5.6h6M5 8h4'],
  ground: ['M8 2.5v11M5 13.5h6M3 5l5-1 5 1M3 5 1.6 9.2h2.8zM13 5l-1.4 4.2h2.8z'],
  error: ['M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM8 5v3.8M8 10.8v.3'],
  warning: ['M8 2.6l6 10.6H2zM8 6.4v3.2M8 11.3v.3'],
  info: ['M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM8 7.4V11M8 5v.3'],
  case: ['M1.2 12 4.4 3.6 7.6 12M2.3 9.2h4.2M14.4 7v5M14.4 9.5a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0z'],
  word: [
    'M2.2 7.2a2.1 2.1 0 1 0 4.2 0 2.1 2.1 0 0 0-4.2 0zM6.4 5v4.4M9.4 2.6v6.8M9.4 7.2a2.1 2.1 0 1 0 4.2 0 2.1 2.1 0 0 0-4.2 0zM1.6 11.2v2h12.8v-2',
  ],
  right: ['M6 3.5 10.5 8 6 12.5'],
  lock: ['M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2'],
  fix: ['M8 2.3a3.9 3.9 0 0 1 2.2 7.1v1.8H5.8V9.4A3.9 3.9 0 0 1 8 2.3zM6.3 13.3h3.4'],
} as const;

/** Name of a drawing. */
export type IconName = keyof typeof ICONS;

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing, hidden from screen readers: what it stands on has a name. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const data of ICONS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}
